package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every script says of itself, and that its name leads to its class and its test. */
class LuaScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/lua");
  private static final Pattern USED = Pattern.compile("(KEYS|ARGV)\\[([^\\]]+)\\]");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^local function (\\w+)\\(");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @ParameterizedTest
  @MethodSource("scripts")
  void script_beginsWithASentenceAndEndsItsHeaderWithWhatItReturns(Path script) {
    List<String> header = header(script);
    assertTrue(header.size() > 2, script + " has no header");
    assertTrue(header.get(0).matches("-- [A-Z].*"), script + " does not say what it does");
    assertTrue(
        header.stream().anyMatch(line -> line.startsWith("-- Returns ")),
        script + " does not say what it returns");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_describesEachKeyAndArgumentThatItUses(Path script) {
    String header = String.join("\n", header(script));
    Set<String> missing = new TreeSet<>();
    USED.matcher(body(script))
        .results()
        .filter(use -> NUMBER.matcher(use.group(2)).matches())
        .map(use -> use.group())
        .filter(use -> !header.contains("-- " + use + " "))
        .forEach(missing::add);
    assertEquals(Set.of(), missing, script + " does not describe");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_describesNothingThatItDoesNotUse(Path script) {
    String body = body(script);
    Set<String> counted =
        USED.matcher(body)
            .results()
            .filter(use -> !isNumber(use.group(2)))
            .map(use -> use.group(1))
            .collect(Collectors.toSet());
    Set<String> unused = new TreeSet<>();
    USED.matcher(String.join("\n", header(script)))
        .results()
        .filter(use -> isNumber(use.group(2)))
        .map(use -> use.group())
        .filter(use -> !body.contains(use))
        .forEach(unused::add);
    // What is reached by counting need not be written out.
    unused.removeIf(use -> counted.contains(use.substring(0, use.indexOf('['))));
    assertEquals(Set.of(), unused, script + " does not use");
  }

  /** In a cluster another command takes its place, which is found by this form. */
  @ParameterizedTest
  @MethodSource("scripts")
  void script_thatPublishes_doesSoInOneForm(Path script) {
    String body = body(script);
    assertEquals(
        body.split("(?i)publish", -1).length,
        body.split("redis\\.call\\('PUBLISH', ARGV", -1).length,
        script + " publishes in another form");
  }

  /**
   * vertx-redis-client 5.0.10 reads a big number of RESP3 wrongly and without an error, which
   * {@code BigNumberTest} shows. A script answers with one only after {@code redis.setresp(3)}, by
   * a table with {@code big_number}; numbers of more than 53 bits are answered as text.
   */
  @ParameterizedTest
  @MethodSource("scripts")
  void script_answersNoBigNumber(Path script) {
    for (String word : List.of("big_number", "setresp")) {
      assertFalse(body(script).contains(word), script + " has " + word);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_hasAClassThatLoadsItAndATest(Path script) {
    String name = script.getFileName().toString().replace(".lua", "");
    String type =
        Arrays.stream(name.split("_"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining("", "", "Script"));
    Path source = find("src/main/java", type + ".java");
    assertTrue(
        read(source).contains("Script.load(\"" + name + "\")"), source + " does not load " + name);
    Path test = find("src/test/java", type + "Test.java");
    assertEquals(
        Path.of("src/main/java").relativize(source).getParent(),
        Path.of("src/test/java").relativize(test).getParent());
  }

  /** Each call makes the functions of a prelude anew. */
  @ParameterizedTest
  @MethodSource("scripts")
  void script_usesEachPreludeThatItNames_andNoFunctionOfAnother(Path script) {
    Set<String> named = named(script);
    Set<String> used = new TreeSet<>();
    for (Path prelude : preludes()) {
      if (functions(prelude).anyMatch(name -> calls(script, name))) {
        used.add(prelude.getFileName().toString().replace(".lua", ""));
      }
    }
    assertEquals(used, named, script + " uses");
  }

  @ParameterizedTest
  @MethodSource("preludes")
  void prelude_isAHeaderAndLocalFunctionsThatScriptsCall(Path prelude) throws IOException {
    assertTrue(header(prelude).getFirst().matches("-- [A-Z].*"), prelude + " has no header");
    List<String> outside =
        body(prelude)
            .lines()
            .filter(line -> !line.isBlank() && !line.matches("--.*|local function .*|end|  .*"))
            .toList();
    assertEquals(List.of(), outside, prelude + " has more than functions");
    for (String name : functions(prelude).toList()) {
      assertTrue(
          scripts().stream().anyMatch(script -> calls(script, name)),
          prelude + " has a function that nobody calls: " + name);
    }
  }

  /** In a cluster another command takes its place there as well. */
  @ParameterizedTest
  @MethodSource("preludes")
  void prelude_thatPublishes_doesSoInOneForm(Path prelude) {
    String body = body(prelude);
    assertEquals(
        body.split("(?i)publish", -1).length,
        body.split("redis\\.call\\('PUBLISH', ", -1).length,
        prelude + " publishes in another form");
  }

  /**
   * The forms of entries are in the preludes. A pattern with the bar that parts them anywhere else
   * is a form by hand; {@code ask_rewind} has one of its own, which nobody else reads.
   */
  @ParameterizedTest
  @MethodSource("scripts")
  void script_knowsNoFormOfAnEntry(Path script) {
    if (!script.endsWith("ask_rewind.lua")) {
      assertFalse(body(script).contains("|'"), script + " writes an entry by hand");
      assertFalse(body(script).contains("|("), script + " reads an entry by hand");
      assertFalse(body(script).contains("^|"), script + " reads an entry by hand");
    }
  }

  static List<Path> scripts() throws IOException {
    return luaFiles(SCRIPTS);
  }

  static List<Path> preludes() {
    return luaFiles(SCRIPTS.resolve("prelude"));
  }

  private static List<Path> luaFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".lua")).sorted().toList();
      assertTrue(scripts.size() >= 8, "found " + scripts);
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> named(Path script) {
    return header(script).stream()
        .filter(line -> line.startsWith("-- Uses "))
        .flatMap(line -> Arrays.stream(line.replaceAll("-- Uses |\\.$", "").split(", ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> functions(Path prelude) {
    return FUNCTION.matcher(read(prelude)).results().map(found -> found.group(1));
  }

  private static boolean calls(Path script, String function) {
    return Pattern.compile("(?<![.\\w])" + function + "\\(").matcher(body(script)).find();
  }

  private static boolean isNumber(String index) {
    return NUMBER.matcher(index).matches();
  }

  private static List<String> header(Path script) {
    return read(script).lines().takeWhile(line -> line.startsWith("--")).toList();
  }

  private static String body(Path script) {
    return read(script)
        .lines()
        .dropWhile(line -> line.startsWith("--"))
        .collect(Collectors.joining("\n"));
  }

  private static Path find(String root, String name) {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      List<Path> found = files.filter(file -> file.endsWith(name)).toList();
      assertEquals(1, found.size(), name + " was found as " + found);
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
