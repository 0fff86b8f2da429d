package chat.passerby.moderation.cases;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.protocol.WireNamed;
import java.time.Instant;
import java.util.Optional;

/**
 * A case as it stands in a list.
 *
 * @param score its place, from which the next page begins
 * @param session of the subject, as last reported
 * @param verdict empty while it is open
 */
public record ListedCase(
    CaseId id,
    String score,
    SessionId session,
    Instant opened,
    Rank rank,
    CaseSummary summary,
    Optional<String> claimedBy,
    CaseState state,
    Optional<Verdict> verdict) {
  /** How far a case is. */
  public enum CaseState implements WireNamed {
    /** Somebody has to decide. */
    OPEN,
    /** Somebody has decided and can still take it back. */
    PENDING,
    /** The decision is in effect. */
    DECIDED
  }

  /** Where a case stands in its list. */
  public record Place(String score, CaseId id) {}

  public Place place() {
    return new Place(score, id);
  }

  /** What was decided, by whom and when. */
  public record Verdict(DecisionId decision, Outcome outcome, String by, Instant at) {}
}
