package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the browser tests, which start the packaged jar: from here, so that they use the JDK that
 * the build has chosen, whatever stands on the path.
 */
class BrowserIT {
  private static final long MINUTES = 12;

  @Test
  void page_inRealBrowsers_passesItsTests() throws IOException, InterruptedException {
    ProcessBuilder npm = new ProcessBuilder("npm", "run", "--silent", "e2e");
    npm.directory(Path.of("frontend").toFile()).inheritIO();
    npm.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process tests = npm.start();
    try {
      assertTrue(tests.waitFor(MINUTES, TimeUnit.MINUTES), "The browser tests hang.");
      assertEquals(0, tests.exitValue(), "See the browser tests' output above.");
    } finally {
      tests.descendants().forEach(ProcessHandle::destroy);
      tests.destroy();
    }
  }
}
