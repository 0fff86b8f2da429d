package chat.passerby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The build that operators replace by this one, built from the history of the repository. */
public final class PreviousBuild {
  private static final Path JAR = Path.of("target/previous/passerby.jar");

  /** Exit codes of {@code .ci/previous}. */
  private static final int NO_WHOLE_HISTORY = 3;

  private static final int NOT_IN_HISTORY = 4;

  private PreviousBuild() {}

  /**
   * Its jar, which is built first if it is not there. Aborts the test where there is no history to
   * build it from.
   *
   * @throws AssertionError in a run that is to be whole, if the whole history lacks the build
   */
  public static Path jar() {
    List<String> command = new ArrayList<>(List.of(".ci/previous"));
    Optional.ofNullable(System.getProperty("maven.repo.local"))
        .ifPresent(folder -> command.add("-Dmaven.repo.local=" + folder));
    try {
      Process build =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      String output = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
      int code = build.waitFor();
      boolean mayBeLeftOut =
          code == NO_WHOLE_HISTORY
              || (code == NOT_IN_HISTORY && !"true".equals(System.getenv("E2E_WHOLE")));
      assumeTrue(!mayBeLeftOut, output);
      assertEquals(0, code, output);
      return JAR.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
