package chat.passerby.moderation.sanction;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.WireNamed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sanction as it is kept, with what became of it. Times are of Redis' clock.
 *
 * @param start when it took effect, or was made while it is pending
 * @param end when it ends; empty when no end is told
 * @param grounds what it rests on, if it was reports
 * @param version grows with each sanction: where the next page of a list begins
 */
public record Sanction(
    SanctionId id,
    SanctionKind kind,
    List<Subject> subjects,
    Reason reason,
    State state,
    Instant start,
    Optional<Instant> end,
    String actor,
    String statement,
    Optional<String> evidence,
    Optional<Order.Grounds> grounds,
    Optional<String> confirmedBy,
    Optional<Lifting> lifting,
    long version) {
  /** What a sanction does now. */
  public enum State implements WireNamed {
    /** It waits for a second moderator. */
    PENDING,
    /** It is in effect. */
    ACTIVE,
    /** Its time is over. */
    ENDED,
    /** It was ended before its time. */
    LIFTED
  }

  /** How it was ended before its time. */
  public record Lifting(String by, String why, Instant at) {}

  public Sanction {
    subjects = List.copyOf(subjects);
  }

  /**
   * As it stood at a time after its start: what was done with it later is left out. One that was
   * pending then and was lifted later shows as in effect.
   */
  public Sanction asOf(Instant at) {
    boolean lifted = lifting.filter(its -> its.at().isBefore(at)).isPresent();
    boolean over = end.filter(its -> !its.isAfter(at)).isPresent();
    State then =
        lifted
            ? State.LIFTED
            : state == State.PENDING ? State.PENDING : over ? State.ENDED : State.ACTIVE;
    return with(then, start, end, lifted ? lifting : Optional.empty());
  }

  /** The same at times that are so much later. */
  public Sanction later(Duration by) {
    return with(
        state,
        start.plus(by),
        end.map(its -> its.plus(by)),
        lifting.map(its -> new Lifting(its.by(), its.why(), its.at().plus(by))));
  }

  private Sanction with(
      State state, Instant start, Optional<Instant> end, Optional<Lifting> lifting) {
    return new Sanction(
        id,
        kind,
        subjects,
        reason,
        state,
        start,
        end,
        actor,
        statement,
        evidence,
        grounds,
        confirmedBy,
        lifting,
        version);
  }

  @Override
  public String toString() {
    return "Sanction[%s, %s, %s, reason=%s]".formatted(id, kind, state, reason);
  }
}
