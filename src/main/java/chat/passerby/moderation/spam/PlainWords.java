package chat.passerby.moderation.spam;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into its words, however they are dressed up: letters of other widths and styles are
 * plain ones (NFKC), what shows nothing or is only piled on a letter is gone, and letters with
 * spaces or dots between them are one word again.
 */
final class PlainWords {
  /** Hangul fillers, which Unicode counts among the letters. */
  private static final String BLANK_LETTERS = "\u115F\u1160\u3164\uFFA0";

  /** So many letters that stand alone are a word. */
  private static final int SPELLED = 3;

  private PlainWords() {}

  static List<String> of(String text) {
    String plain = Normalizer.normalize(text, Form.NFKC);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length(); ) {
      int point = plain.codePointAt(i);
      int next = i + Character.charCount(point);
      if (isWord(point)) {
        word.appendCodePoint(point);
      } else if (standsFor(plain, i) != 0) {
        word.append(standsFor(plain, i));
      } else if (!isNothing(point)) {
        end(word, words);
      }
      i = next;
    }
    end(word, words);
    return joined(words);
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isWord(int point) {
    return (Character.isLetterOrDigit(point) && BLANK_LETTERS.indexOf(point) < 0)
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  /** What is left of accents could not be composed, so it only hides the letter below. */
  private static boolean isNothing(int point) {
    return switch (Character.getType(point)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> point == '\'' || point == '\u2019' || BLANK_LETTERS.indexOf(point) >= 0;
    };
  }

  /** Signs that are written for letters; 0 for others, and where they are only signs. */
  private static char standsFor(String text, int at) {
    char sign = text.charAt(at);
    if (sign != '@' && sign != '$' && sign != '|') {
      return 0;
    }
    boolean before = at > 0 && Character.isLetter(text.codePointBefore(at));
    boolean behind = at + 1 < text.length() && Character.isLetter(text.codePointAt(at + 1));
    return switch (sign) {
      case '@' -> before && behind ? 'a' : 0;
      case '|' -> before && behind ? 'l' : 0;
      default -> behind ? 's' : 0;
    };
  }

  private static List<String> joined(List<String> words) {
    List<String> all = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); ) {
      int end = i;
      while (end < words.size() && isOneLetter(words.get(end))) {
        end++;
      }
      if (end - i >= SPELLED) {
        all.add(String.join("", words.subList(i, end)));
        i = end;
      } else {
        all.add(words.get(i++));
      }
    }
    return all;
  }

  private static boolean isOneLetter(String word) {
    return word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
  }
}
