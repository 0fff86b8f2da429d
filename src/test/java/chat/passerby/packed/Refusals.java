package chat.passerby.packed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** For tests of readers: bytes that nobody can have written are refused. */
public final class Refusals {
  private Refusals() {}

  /** Whether reading fails in one of the two ways that {@link PackedReader} tells of. */
  public static boolean isRefused(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return true;
    }
  }

  /** Each beginning of the bytes that is shorter than this is refused. */
  public static void assertCutsRefused(Buffer packed, int least, Consumer<Buffer> reading) {
    for (int length = 0; length < least; length++) {
      Buffer cut = packed.getBuffer(0, length);
      assertTrue(isRefused(() -> reading.accept(cut)), length + " bytes");
    }
  }
}
