package chat.passerby.moderation.spam;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whether a text leads its reader elsewhere: by a link, a name or a number. One that is
 * disguised is taken for such a text, since hardly anybody else writes so.
 */
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

  /** Letters of two alphabets in one word, or something invisible between two letters. */
  private static final Pattern DISGUISE =
      Pattern.compile(
          "\\p{IsLatin}[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}]"
              + "|[\\p{IsCyrillic}\\p{IsGreek}\\p{IsArmenian}]\\p{IsLatin}"
              + "|\\p{IsLatin}\\p{Cf}+\\p{IsLatin}");

  /** Five or more characters with the same sign or space between them all. */
  private static final Pattern SPELLED_OUT = Pattern.compile("(?<!\\S)\\S([ .-])\\S(?:\\1\\S){3,}");

  private Lures() {}

  static boolean isIn(String text) {
    return isPlain(text) || isDisguised(text);
  }

  /**
   * Whether letters stand for others, or are hidden or spelled out, as to pass for another text.
   */
  static boolean isDisguised(String text) {
    return DISGUISE.matcher(text).find() || SPELLED_OUT.matcher(text).find();
  }

  /** The rest of a text: many say the same about links of the same site. */
  static String removedFrom(String text) {
    return Arrays.stream(text.split("\\s+"))
        .filter(word -> !isPlain(word))
        .collect(Collectors.joining(" "));
  }

  private static boolean isPlain(String text) {
    return LINK.matcher(text).find() || NAME.matcher(text).find() || NUMBER.matcher(text).find();
  }
}
