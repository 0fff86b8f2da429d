package chat.passerby.packed;

import io.vertx.core.buffer.Buffer;

/**
 * The version of packed bytes: two bytes at their end, the version and 0xFF. It stands there since
 * the build before the first version reads from the front and ignores what is behind the last field
 * it knows. What that build wrote has no mark, and is recognized by that: it ends with a text in
 * UTF-8, a flag, a small code or a count below 0xFF, none of which ends with the byte 0xFF.
 */
public final class VersionMark {
  private static final byte MARK = (byte) 0xFF;
  private static final int LENGTH = 2;

  private VersionMark() {}

  /** Ends what was packed with its version, from 1 to 127. */
  public static Buffer put(PackedWriter out, int version) {
    return out.tag(version).tag(MARK).packed();
  }

  /**
   * A reader of what was packed, without its version.
   *
   * @param newest the newest version that the caller reads
   * @throws IllegalArgumentException for a newer one
   */
  public static PackedReader reader(Buffer packed, int newest) {
    int length = packed.length();
    if (length < LENGTH || packed.getByte(length - 1) != MARK) {
      return new PackedReader(packed);
    }
    int version = packed.getByte(length - LENGTH);
    if (version < 1 || version > newest) {
      throw new IllegalArgumentException("Version " + version + " is of another build.");
    }
    return new PackedReader(packed, length - LENGTH);
  }
}
