package chat.passerby.protocol.reading;

/** What people write in longer fields that come over HTTP, held to the rules of frames. */
public final class Words {
  private Words() {}

  /** Whether a text shows something, is of whole characters, and has at most so many. */
  public static boolean areFit(String text, int maxCodePoints) {
    return text.codePointCount(0, text.length()) <= maxCodePoints
        && text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE)
        && !Invisible.isAll(text);
  }
}
