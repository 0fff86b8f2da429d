package chat.passerby;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large a package and a file may become before they have to be split. */
class SourceFilesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int FILES = 25;
  private static final int LINES = 350;

  @Test
  void package_hasFewFiles() throws IOException {
    Map<String, Long> tooLarge = new TreeMap<>();
    sources(MAIN).stream()
        .filter(file -> !file.endsWith("package-info.java"))
        .collect(groupingBy(SourceFilesTest::packageOf, counting()))
        .forEach(
            (name, files) -> {
              if (files > FILES) {
                tooLarge.put(name, files);
              }
            });
    assertEquals(Map.of(), tooLarge, "packages with more files than " + FILES);
  }

  @Test
  void file_isShort() throws IOException {
    Map<Path, Long> tooLong = new TreeMap<>();
    for (Path root : List.of(MAIN, Path.of("src/test/java"))) {
      for (Path file : sources(root)) {
        long lines = lines(file);
        if (lines > LINES) {
          tooLong.put(root.relativize(file), lines);
        }
      }
    }
    assertEquals(Map.of(), tooLong, "files with more lines than " + LINES);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String packageOf(Path file) {
    return String.valueOf(MAIN.relativize(file).getParent()).replace('/', '.');
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
