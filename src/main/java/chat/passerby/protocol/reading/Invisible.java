package chat.passerby.protocol.reading;

/**
 * Characters that show nothing: text of nothing else is as good as empty.
 *
 * <p>They are those that Unicode calls spaces and separators (Z), controls (Cc), formats (Cf) or
 * default ignorable, and a few blanks that it counts among letters and symbols: U+2800, U+13441,
 * U+13442, U+16FE4 and U+1D159. Formats that enclose numbers and are drawn (U+0600 to U+0605,
 * U+06DD, U+070F, U+0890, U+0891, U+08E2, U+110BD, U+110CD) are not among them, nor are characters
 * that this version of Unicode does not know, private ones, and marks that combine.
 *
 * <p>A list, since Java knows no property for default ignorable, and since the page must come to
 * the same answer. It has those of Unicode 17; ranges set aside for more of them are in it as a
 * whole.
 */
final class Invisible {
  /** First and last of each range, in order. */
  private static final int[] RANGES = {
    0x0000, 0x0020, 0x007F, 0x00A0, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C,
    0x115F, 0x1160, 0x1680, 0x1680, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2000, 0x200F,
    0x2028, 0x202F, 0x205F, 0x206F, 0x2800, 0x2800, 0x3000, 0x3000, 0x3164, 0x3164,
    0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x13430, 0x1343F,
    0x13441, 0x13442, 0x16FE4, 0x16FE4, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D159, 0x1D173, 0x1D17A,
    0xE0000, 0xE0FFF
  };

  private Invisible() {}

  /** Whether these characters show nothing; nearly always the first one answers that. */
  static boolean isAll(char[] text, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int point = Character.codePointAt(text, at, end);
      if (!contains(point)) {
        return false;
      }
      at += Character.charCount(point);
    }
    return true;
  }

  /** Whether this text shows nothing. */
  static boolean isAll(String text) {
    return text.codePoints().allMatch(Invisible::contains);
  }

  static boolean contains(int point) {
    if (point <= 0x20) {
      return true;
    }
    for (int i = 2; i < RANGES.length && point >= RANGES[i]; i += 2) {
      if (point <= RANGES[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
