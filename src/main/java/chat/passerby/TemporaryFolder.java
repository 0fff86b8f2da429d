package chat.passerby;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for temporary files, without which neither Vert.x nor the embedded Redis starts. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /**
   * Tries whether it can be written.
   *
   * @throws StartException when it cannot
   */
  static void check() {
    String folder = System.getProperty("java.io.tmpdir", "");
    try {
      Files.delete(Files.createTempFile(Path.of(folder), "passerby", null));
    } catch (IOException | RuntimeException e) {
      throw new StartException(
          "The folder for temporary files, "
              + folder
              + ", cannot be written: make it writable, or name another with the option"
              + " -Djava.io.tmpdir of java.",
          e);
    }
  }
}
