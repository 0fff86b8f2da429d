package chat.passerby.moderation.cases;

import chat.passerby.protocol.DecisionId;
import java.time.Instant;

/** What came of a decision. */
public sealed interface Made {
  /**
   * It is made, now or by an earlier call.
   *
   * @param effective when it takes effect, by Redis' clock
   */
  record Done(DecisionId id, Instant effective) implements Made {}

  /** Somebody has decided already. */
  record Over(String by) implements Made {}

  /** Somebody else works on the case. */
  record Taken(String by) implements Made {}

  /** There is no such case. */
  record Absent() implements Made {}
}
