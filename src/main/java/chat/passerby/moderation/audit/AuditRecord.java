package chat.passerby.moderation.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry as it stands in the audit.
 *
 * @param number 1 for the first, and one more for each
 * @param at by the time that nodes agree on
 * @param action as it is written; another build may know more of them
 * @param keyId which secret keyed it
 */
public record AuditRecord(
    long number,
    Instant at,
    String keyId,
    String actor,
    String action,
    String subject,
    Map<String, String> details,
    Optional<Commitment> evidence) {}
