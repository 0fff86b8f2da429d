package chat.passerby.moderation.spam;

import com.ibm.icu.text.SpoofChecker;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes words so that those that look alike are the same. A small letter and its capital look like
 * different letters, so words are compared in both cases, and the same in either is enough.
 *
 * <p>The small m has the skeleton rn. People do not read modem for modern, so it is left out.
 */
final class LookAlikes {
  private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

  private LookAlikes() {}

  /** In which letters words are compared. */
  enum Letters {
    SMALL,
    CAPITAL,
    /** As they were written, where a small L may stand for a capital I. */
    WRITTEN;

    private String of(String text) {
      return switch (this) {
        case SMALL -> text.toLowerCase(Locale.ROOT);
        case CAPITAL -> text.toUpperCase(Locale.ROOT);
        case WRITTEN -> text;
      };
    }
  }

  /** A zero and a one among letters are letters. */
  private static String spelled(String word) {
    return word.codePoints().anyMatch(Character::isLetter)
        ? word.replace('0', 'o').replace('1', 'l')
        : word;
  }

  /** The words' skeletons, one for each; a number stays what it is. */
  static String[] skeletons(List<String> words, Letters letters, boolean ignoringAccents) {
    String text =
        letters == Letters.SMALL
            ? words.stream().map(LookAlikes::spelled).collect(Collectors.joining(" "))
            : String.join(" ", words);
    String skeleton = CHECKER.getSkeleton(letters.of(text).replace('m', 'M'));
    String[] all = (ignoringAccents ? withoutAccents(skeleton) : skeleton).split(" ", -1);
    for (int i = 0; i < words.size() && i < all.length; i++) {
      if (words.get(i).chars().allMatch(Character::isDigit)) {
        all[i] = words.get(i);
      }
    }
    return all;
  }

  private static String withoutAccents(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
