package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.redis.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the browser tests, which start the packaged jar: from here, so that they use the JDK that
 * the build has chosen, whatever stands on the path.
 */
class BrowserIT {
  private static final Path OUTPUT = Path.of("target", "browser-tests.log");

  /** The last step that has ended. Only when none ends for long do the tests hang. */
  private static final Path PROGRESS = Path.of("target", "browser-tests.progress");

  /** A build may run a failed test again. Then those are enough that have not passed. */
  private static boolean tried;

  @Test
  void page_inRealBrowsers_passesItsTests() throws IOException, InterruptedException {
    Files.writeString(PROGRESS, "started\n");
    ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", "e2e", "--");
    npm.directory(Path.of("frontend", "e2e").toFile());
    if (tried) {
      npm.command().add("--last-failed");
    }
    tried = true;
    // Not this process's own output: that belongs to the test runner.
    npm.redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
    npm.environment().put("JAVA_HOME", System.getProperty("java.home"));
    npm.environment().put("E2E_PROGRESS", PROGRESS.toAbsolutePath().toString());
    Process tests = npm.start();
    try {
      String last = "";
      while (!tests.waitFor(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        String now = progress();
        assertNotEquals(
            last, now, () -> "The browser tests hang; see " + OUTPUT + ":\n" + output());
        last = now;
      }
      assertEquals(0, tests.exitValue(), () -> "See " + OUTPUT + ":\n" + output());
    } finally {
      tests.descendants().forEach(ProcessHandle::destroy);
      tests.destroy();
    }
  }

  /** Changes with every step that ends. */
  private static String progress() throws IOException {
    return Files.getLastModifiedTime(PROGRESS) + " " + Files.readString(PROGRESS);
  }

  private static String output() {
    try {
      return Files.readString(OUTPUT);
    } catch (IOException e) {
      return "It cannot be read: " + e.getMessage();
    }
  }
}
