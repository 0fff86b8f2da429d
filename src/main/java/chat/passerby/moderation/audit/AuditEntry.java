package chat.passerby.moderation.audit;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody did, as the audit keeps it for good. Nothing that a visitor wrote or showed, no
 * address, no password and no token belongs here: evidence is only committed to.
 *
 * @param actor the name of a moderator, or {@code system}; at most 64 characters
 * @param subject what it was done to, such as a case's id; at most 128 characters, may be empty
 * @param details more of it, sorted by name: at most 16, names of at most 64 characters and values
 *     of at most 4,096
 * @param evidence stands for the evidence that the action rests on
 */
public record AuditEntry(
    String actor,
    AuditAction action,
    String subject,
    Map<String, String> details,
    Optional<Commitment> evidence) {
  /** Who acts when no moderator does. */
  public static final String SYSTEM = "system";

  private static final int NAME_CHARS = 64;
  private static final int SUBJECT_CHARS = 128;
  private static final int DETAILS = 16;
  private static final int DETAIL_CHARS = 4_096;

  /**
   * Copies the details.
   *
   * @throws IllegalArgumentException when something is too long
   */
  public AuditEntry {
    bound(actor, NAME_CHARS);
    bound(subject, SUBJECT_CHARS);
    if (details.size() > DETAILS) {
      throw new IllegalArgumentException("An entry of the audit has too many details.");
    }
    details.forEach(
        (name, value) -> {
          bound(name, NAME_CHARS);
          bound(value, DETAIL_CHARS);
        });
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  private static void bound(String text, int chars) {
    if (text.length() > chars) {
      throw new IllegalArgumentException("A text in an entry of the audit is too long.");
    }
  }
}
