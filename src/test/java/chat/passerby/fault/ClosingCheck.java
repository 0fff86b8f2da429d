package chat.passerby.fault;

import chat.passerby.fault.Story.Closing;
import chat.passerby.fault.Violation.Kind;
import java.util.List;

/** Whether connections were left open by nodes that had no reason of their own to close them. */
final class ClosingCheck {
  /** A node that was paused learns some time after waking that it was given up. */
  private static final long AFTERMATH_MILLIS = 30_000;

  private final List<Fault.Done> faults;
  private final Findings findings;

  ClosingCheck(List<Fault.Done> faults, Findings findings) {
    this.faults = faults;
    this.findings = findings;
  }

  void check(Story story) {
    for (Closing closing : story.closings) {
      if (faults.stream().noneMatch(done -> explains(done, closing))) {
        findings.add(
            new Violation(
                Kind.CLOSED,
                story.visitor() + " was closed with " + closing.code() + " by " + closing.node(),
                Evidence.of("", closing.millis(), story)));
      }
    }
  }

  /** Whether the node was killed, told to go, or asleep for longer than others wait. */
  private static boolean explains(Fault.Done done, Closing closing) {
    return done.node().equals(closing.node())
        && !(done.fault() instanceof Fault.StepNodeClock)
        && done.began() <= closing.millis()
        && closing.millis() <= done.ended() + AFTERMATH_MILLIS;
  }
}
