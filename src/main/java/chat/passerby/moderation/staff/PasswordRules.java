package chat.passerby.moderation.staff;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are taken: long ones that are not easily guessed (NIST SP 800-63B, section
 * 5.1.1.2). No kinds of characters are asked for.
 */
final class PasswordRules {
  private static final int MIN_CHARS = 12;
  private static final int MAX_CHARS = 256;
  private static final int MIN_DIFFERENT = 6;

  /** What attackers try first. */
  private static final List<String> COMMON =
      List.of(
          "password",
          "passw0rd",
          "passerby",
          "moderator",
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "letmein",
          "iloveyou",
          "administrator",
          "welcome",
          "changeme",
          "correcthorsebattery");

  /** Runs of keys and letters, of which no five in a row are counted as more than one character. */
  private static final List<String> RUNS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "0123456789012345678901234567890",
          "qwertyuiopasdfghjklzxcvbnm");

  private static final int RUN = 5;

  private PasswordRules() {}

  /** The form in which passwords are hashed, so that every keyboard gives the same one. */
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  /** What is wrong with a new password, as a sentence. */
  static Optional<String> problem(String password, StaffName name) {
    String normal = normal(password);
    int chars = normal.codePointCount(0, normal.length());
    if (chars < MIN_CHARS || chars > MAX_CHARS) {
      return Optional.of(
          "The field password must have " + MIN_CHARS + " to " + MAX_CHARS + " characters.");
    }
    // What is left of it when everything that is guessed first is taken away.
    String rest = normal.toLowerCase(Locale.ROOT);
    for (String word : COMMON) {
      rest = rest.replace(word, "");
    }
    if (name.value().length() > 2) {
      rest = rest.replace(name.value(), "");
    }
    rest = withoutRuns(rest);
    if (rest.codePoints().distinct().count() < MIN_DIFFERENT) {
      return Optional.of(
          "The field password is too easy to guess: take several words that do not belong"
              + " together, or let a password manager make one.");
    }
    return Optional.empty();
  }

  private static String withoutRuns(String text) {
    String rest = text;
    for (String run : RUNS) {
      for (String row : List.of(run, new StringBuilder(run).reverse().toString())) {
        for (int i = 0; i + RUN <= row.length(); i++) {
          rest = rest.replace(row.substring(i, i + RUN), "");
        }
      }
    }
    return rest;
  }
}
