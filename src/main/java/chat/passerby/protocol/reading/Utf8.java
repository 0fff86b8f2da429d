package chat.passerby.protocol.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are well-formed UTF-8, after table 3-7 of the Unicode standard. The JSON
 * parser lets overlong forms, surrogates and characters beyond the last plane through, which a
 * partner's browser would then refuse or read otherwise.
 */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether these bytes, of which there may be none, are well-formed. */
  public static boolean isWellFormed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = skipAscii(bytes, offset, end);
    while (at < end) {
      int size = sequence(bytes, at, end);
      if (size == 0) {
        return false;
      }
      at = skipAscii(bytes, at + size, end);
    }
    return true;
  }

  /**
   * Returns where the next byte above 0x7F is; eight at a time, as nearly all bytes of a frame are
   * below.
   */
  private static int skipAscii(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Returns the length of the sequence of several bytes that begins here, or 0 when none does. */
  private static int sequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
