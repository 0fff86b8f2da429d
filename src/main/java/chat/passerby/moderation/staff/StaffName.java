package chat.passerby.moderation.staff;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a moderator is called, by colleagues and in the audit.
 *
 * @param value 1 to 32 of a–z, 0–9, {@code . _ -}, beginning with a letter or digit
 */
public record StaffName(String value) {
  /** What a name must be, as a sentence. */
  public static final String RULE =
      "A name has 1 to 32 letters (a to z), digits, dots, hyphens or underscores, begins with a"
          + " letter or digit, and is not \"system\".";

  /** Stands for a name that nobody can have. */
  static final StaffName NOBODY = new StaffName("-");

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");

  /** What acts when no moderator does. */
  private static final String RESERVED = "system";

  /** Reads a name, whether it is in capitals or not; empty when it is none. */
  public static Optional<StaffName> read(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(small).matches() && !small.equals(RESERVED)
        ? Optional.of(new StaffName(small))
        : Optional.empty();
  }
}
