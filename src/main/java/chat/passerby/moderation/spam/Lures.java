package chat.passerby.moderation.spam;

import java.util.regex.Pattern;

/** Tells whether a text leads its reader elsewhere: by a link, a name or a number. */
final class Lures {
  private static final String ENDINGS =
      "com|net|org|info|biz|io|me|gg|ly|co|tv|app|xyz|link|site|online|shop|club|live|chat|cam"
          + "|ru|de|fr|es|it|nl|uk|tr|pl|br|in|us|eu|to|cc";

  private static final Pattern LINK =
      Pattern.compile(
          "https?://|www\\.|\\b[\\p{L}\\p{N}-]+\\s?(?:\\.|\\(dot\\)|\\sdot\\s)\\s?(?:"
              + ENDINGS
              + ")(?:/\\S|\\b(?!\\s?\\p{L}))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A name with an at sign before it, an underscore in it, or letters and two digits. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_.]{3,}"
              + "|\\b\\p{L}{2,}[\\p{L}\\p{N}]*_+[\\p{L}\\p{N}_]+"
              + "|\\b\\p{L}{4,}[._]?\\p{N}{2,}[\\p{L}\\p{N}]*\\b");

  private static final Pattern NUMBER = Pattern.compile("(?:\\p{N}[\\s().-]{0,2}){7,}");

  private Lures() {}

  static boolean isIn(String text) {
    return LINK.matcher(text).find() || NAME.matcher(text).find() || NUMBER.matcher(text).find();
  }
}
