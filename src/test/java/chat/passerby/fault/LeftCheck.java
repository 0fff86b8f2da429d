package chat.passerby.fault;

import chat.passerby.fault.Story.Unheard;
import chat.passerby.fault.Violation.Kind;
import java.util.List;

/** Whether everyone whose chat ended meanwhile was told of it on coming back. */
final class LeftCheck {
  /** News may be so late: nodes are paused and Redis is away. */
  private static final long LATE_MILLIS = 20_000;

  /** A fault works on for a little while after it is over. */
  private static final long AFTERMATH_MILLIS = 5_000;

  private final List<Fault.Done> faults;
  private final Findings findings;

  LeftCheck(List<Fault.Done> faults, Findings findings) {
    this.faults = faults;
    this.findings = findings;
  }

  void check(Story story) {
    for (Unheard unheard : story.unheard.values()) {
      boolean time = story.connected && unheard.back() < findings.end - LATE_MILLIS;
      if (time && !isForgotten(unheard)) {
        findings.add(
            new Violation(
                Kind.LEFT_MISSED,
                story.visitor() + " came back and was never told of the end of " + unheard.room(),
                Evidence.of(unheard.room(), unheard.back(), story)));
      }
    }
  }

  /** What Redis knew of the end is lost when Redis loses its data. */
  private boolean isForgotten(Unheard unheard) {
    return faults.stream()
        .filter(done -> done.fault() instanceof Fault.LoseRedisData)
        .anyMatch(
            done ->
                done.began() <= unheard.back()
                    && done.ended() + AFTERMATH_MILLIS >= unheard.since());
  }
}
