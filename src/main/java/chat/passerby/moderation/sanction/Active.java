package chat.passerby.moderation.sanction;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sanction in effect, as every node holds it.
 *
 * @param ends when it ends, in the time that all nodes agree on
 * @param endless whether nobody is told that end
 */
public record Active(
    SanctionId id,
    SanctionKind kind,
    List<Subject> subjects,
    Reason reason,
    Instant ends,
    boolean endless) {
  public Active {
    subjects = List.copyOf(subjects);
  }

  /** Until when it holds, as the visitor is told. */
  public Optional<Instant> until() {
    return endless ? Optional.empty() : Optional.of(ends);
  }

  /** Whether it holds at that time. */
  public boolean holds(Instant now) {
    return now.isBefore(ends);
  }
}
