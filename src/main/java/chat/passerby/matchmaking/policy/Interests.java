package chat.passerby.matchmaking.policy;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings what people type into one form, so that those who mean the same find each other.
 *
 * <p>The form: NFKC (full width and ligatures become plain), case folded, invisible characters
 * dropped, white space trimmed and collapsed to single spaces. It follows Unicode's NFKC_Casefold
 * (Unicode Standard, section 3.13) with one step further: the four Turkish and Latin letters i
 * count as one, for {@code İzmir}, {@code izmir} and {@code IZMIR} are one town.
 */
final class Interests {
  /**
   * Controls other than white space, format characters such as zero-width spaces and direction
   * marks, lone surrogates.
   */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cf}\\p{Cs}[\\p{Cc}&&[^\\s\\x85]]\\x{FE00}-\\x{FE0F}]+");

  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /** What lower-casing leaves of {@code İ}. */
  private static final Pattern I_WITH_DOT_ABOVE = Pattern.compile("i\u0307+");

  private Interests() {}

  /**
   * Normalises each; empty ones and repetitions are left out, the order of first mention is kept.
   */
  static List<String> normalise(List<String> interests) {
    if (interests.isEmpty()) {
      return List.of();
    }
    return interests.stream()
        .map(Interests::normalise)
        .filter(interest -> !interest.isEmpty())
        .distinct()
        .toList();
  }

  static String normalise(String interest) {
    String plain = INVISIBLE.matcher(Normalizer.normalize(interest, Form.NFKC)).replaceAll("");
    return WHITE_SPACE.matcher(fold(plain)).replaceAll(" ").strip();
  }

  /**
   * Lower, upper and lower again: {@code ẞ} has no upper-case pair of letters, {@code ß} has: both
   * become {@code ss}.
   */
  private static String fold(String plain) {
    Locale root = Locale.ROOT;
    String folded = plain.toLowerCase(root).toUpperCase(root).toLowerCase(root);
    // Folding may take composed letters apart, so they are composed again.
    return Normalizer.normalize(I_WITH_DOT_ABOVE.matcher(folded).replaceAll("i"), Form.NFKC);
  }
}
