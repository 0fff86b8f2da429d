package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final long MINUTES = 12;
  private static final Path OUTPUT = Path.of("target", "browser-tests.log");

  @Test
  void page_inRealBrowsers_passesItsTests() throws IOException, InterruptedException {
    ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", "e2e");
    npm.directory(Path.of("frontend").toFile());
    // Not this process's own output: that belongs to the test runner.
    npm.redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
    npm.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process tests = npm.start();
    try {
      assertTrue(tests.waitFor(MINUTES, TimeUnit.MINUTES), "The browser tests hang.");
      assertEquals(0, tests.exitValue(), () -> "See " + OUTPUT + ":\n" + output());
    } finally {
      tests.descendants().forEach(ProcessHandle::destroy);
      tests.destroy();
    }
  }

  private static String output() {
    try {
      return Files.readString(OUTPUT);
    } catch (IOException e) {
      return "It cannot be read: " + e.getMessage();
    }
  }
}
