package chat.passerby.moderation.quality;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.WireNamed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A decided case that a moderator is shown as if nobody had decided.
 *
 * @param id under which it is shown: nothing else leads from it to the case
 * @param by who has decided on the case
 * @param verdict that was
 * @param decided when
 * @param claimedBy who looks
 * @param claimed since when
 * @param judged what they decide; empty while they have not
 */
public record Look(
    CaseId id,
    CaseId about,
    Kind kind,
    String by,
    String verdict,
    Instant decided,
    Optional<String> claimedBy,
    Instant claimed,
    Optional<String> judged) {
  /** Why it is looked at. */
  public enum Kind implements WireNamed {
    /** To see whether somebody else decides the same. */
    SECOND,
    /** To see whether a moderator finds the answer that an admin holds for right. */
    GOLDEN
  }

  /** By how much all times are shown later, so that the case looks as it did to who decided. */
  public Duration shift() {
    return claimed.isAfter(decided) ? Duration.between(decided, claimed) : Duration.ZERO;
  }
}
