package chat.passerby.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import chat.passerby.redis.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the system's that a test runs: what it says, and that it ends well. */
record Tool(Path folder, Map<String, String> environment) {

  static Tool in(Path folder) {
    return new Tool(folder, Map.of());
  }

  /**
   * Leaves a test out where a program is missing, unless everything has to be there: then it fails.
   * {@code E2E_WITHOUT} names a program that may be missing all the same.
   */
  static void needs(String... programs) {
    List<String> missing =
        Arrays.stream(programs).filter(program -> !isOnPath(program)).sorted().toList();
    if (missing.isEmpty()) {
      return;
    }
    String why = "These programs are not on the path: " + missing;
    boolean excused = missing.equals(List.of(System.getenv().getOrDefault("E2E_WITHOUT", "")));
    if ("true".equals(System.getenv("E2E_WHOLE")) && !excused) {
      throw new AssertionError(why);
    }
    abort(why);
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** What the program says, once it has ended well. */
  String run(String... command) {
    Result result = attempt(command);
    assertEquals(0, result.exit(), () -> String.join(" ", command) + "\n" + result.output());
    return result.output();
  }

  /**
   * @param output of both kinds
   */
  record Result(int exit, String output) {}

  Result attempt(String... command) {
    try {
      Path output = Files.createTempFile("tool", ".log");
      try {
        Process process = start(output.toFile(), command);
        boolean ended = process.waitFor(2 * Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        String said = Files.readString(output, UTF_8);
        assertTrue(ended, () -> String.join(" ", command) + " does not end\n" + said);
        return new Result(process.exitValue(), said);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Starts a program that goes on; whoever starts it ends it. */
  Process start(File output, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output).start();
  }
}
