package chat.passerby.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourceTest {
  @TempDir Path directory = Path.of("");

  @Test
  void environment_alone_givesItsNamesInWhateverCaseAndNoOthers() {
    assertEquals(
        Map.of("PASSERBY_PORT", "1", "passerby_host", "h"),
        read(Map.of("PASSERBY_PORT", "1", "passerby_host", "h", "HOME", "/root")));
  }

  @Test
  void environment_andTheUsualFile_areMergedWithPrecedenceForTheEnvironment() throws IOException {
    write("passerby.properties", "PASSERBY_PORT=2\nPASSERBY_HOST = ::1\n");
    assertEquals(
        Map.of("PASSERBY_PORT", "1", "PASSERBY_HOST", "::1"), read(Map.of("PASSERBY_PORT", "1")));
  }

  @Test
  void namedFile_besideTheUsualOne_isReadInItsPlace() throws IOException {
    write("passerby.properties", "PASSERBY_PORT=2\n");
    write("other.conf", "# Möglich\nPASSERBY_PORT=3\nHOME=kept, to be refused\n");
    assertEquals(
        Map.of(
            "PASSERBY_PORT", "3",
            "HOME", "kept, to be refused",
            "PASSERBY_SETTINGS", "other.conf"),
        read(Map.of("PASSERBY_SETTINGS", "other.conf", "HOME", "/root")));
  }

  @Test
  void namedFile_missing_isToldWithWhatToDo() {
    Path missing = directory.resolve("none.conf").toAbsolutePath();
    assertEquals(
        "PASSERBY_SETTINGS names " + missing + ", which is not a file: create it, or unset it.",
        refusal(Map.of("PASSERBY_SETTINGS", missing.toString())));
  }

  @Test
  void namedFile_thatIsAFolder_isTold() {
    assertEquals(
        "PASSERBY_SETTINGS names "
            + directory.toAbsolutePath()
            + ", which is not a file: create it, or unset it.",
        refusal(Map.of("PASSERBY_SETTINGS", directory.toString())));
  }

  @Test
  void file_withNumbersListsAndObjects_givesTheirTextAsItIs() throws IOException {
    write("passerby.properties", "A=007\nB=1,2\nC={\"a\":1}\nD=true\n");
    assertEquals(Map.of("A", "007", "B", "1,2", "C", "{\"a\":1}", "D", "true"), read(Map.of()));
  }

  @Test
  void file_beyondAscii_isUtf8() throws IOException {
    write("passerby.properties", "PASSERBY_JWT_SECRET=schlüssel-schlüssel\n");
    assertEquals("schlüssel-schlüssel", read(Map.of()).get("PASSERBY_JWT_SECRET"));
  }

  @Test
  void file_inAnotherEncoding_isToldWithWhatToDo() throws IOException {
    Path file = directory.resolve("passerby.properties").toAbsolutePath();
    Files.write(file, new byte[] {'A', '=', (byte) 0xFC, '\n'});
    assertEquals(file + " is not UTF-8: save it as UTF-8.", refusal(Map.of()));
  }

  @Test
  void file_withANameTwice_isToldForEachName() throws IOException {
    Path file = write("passerby.properties", "B=1\nA=1\nB=1\nA=2\nC=3\n");
    assertEquals(
        file + " sets A twice: keep one.\n" + file + " sets B twice: keep one.", refusal(Map.of()));
  }

  @Test
  void file_withABrokenEscape_isToldWithWhatToDo() throws IOException {
    Path file = write("passerby.properties", "PASSERBY_DATA=C:\\users\n");
    assertEquals(file + " has a broken \\u escape: write a backslash as two.", refusal(Map.of()));
  }

  @Test
  void file_thatNamesAFile_isTold() throws IOException {
    Path file = write("passerby.properties", "PASSERBY_SETTINGS=other.conf\n");
    assertEquals(
        "PASSERBY_SETTINGS counts in the environment only: remove it from " + file + ".",
        refusal(Map.of()));
  }

  @Test
  void emptyFile_givesNothing() throws IOException {
    write("passerby.properties", "");
    assertEquals(Map.of(), read(Map.of()));
  }

  @Test
  void process_startedWithAnEnvironmentAndAFile_readsBoth() throws Exception {
    write("passerby.properties", "PASSERBY_HOST=::1\nPASSERBY_PORT=2\n");
    ProcessBuilder child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    child.environment().keySet().removeIf(name -> name.startsWith("PASSERBY_"));
    child.environment().put("PASSERBY_PORT", "007");
    Process process = child.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals("{PASSERBY_HOST=::1, PASSERBY_PORT=007}", printed.strip());
  }

  /** Prints what {@link SettingsSource#read()} finds. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      System.out.println(new TreeMap<>(SettingsSource.read()));
    }
  }

  private Map<String, String> read(Map<String, String> environment) {
    return SettingsSource.read(environment, directory);
  }

  private String refusal(Map<String, String> environment) {
    return String.valueOf(
        assertThrows(SettingsException.class, () -> read(environment)).getMessage());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toAbsolutePath();
  }
}
