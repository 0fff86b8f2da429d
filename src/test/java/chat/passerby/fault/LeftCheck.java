package chat.passerby.fault;

import chat.passerby.fault.Story.ToldAgain;
import chat.passerby.fault.Story.Unheard;
import chat.passerby.fault.Violation.Kind;

/** Whether everyone whose chat ended meanwhile was told of it on coming back, and only once. */
final class LeftCheck {
  /** News may be so late: nodes are paused and Redis is away. */
  private static final long LATE_MILLIS = 20_000;

  private final DataLosses losses;
  private final UnwrittenNotes unwritten;
  private final Findings findings;

  LeftCheck(DataLosses losses, UnwrittenNotes unwritten, Findings findings) {
    this.losses = losses;
    this.unwritten = unwritten;
    this.findings = findings;
  }

  void check(Story story) {
    for (Unheard unheard : story.unheard.values()) {
      boolean time = story.connected && unheard.back() < findings.end - LATE_MILLIS;
      if (time
          && !losses.within(unheard.since(), unheard.back())
          && !unwritten.within(unheard.since(), unheard.back())) {
        findings.add(
            new Violation(
                Kind.LEFT_MISSED,
                story.visitor() + " came back and was never told of the end of " + unheard.room(),
                Evidence.of(unheard.room(), unheard.back(), story)));
      }
    }
    for (ToldAgain told : story.toldAgain) {
      if (!unwritten.within(told.first(), told.first())) {
        findings.add(
            new Violation(
                Kind.LEFT_REPEATED,
                story.visitor() + " is told again of the end of " + told.room(),
                Evidence.of(told.room(), told.again(), story)));
      }
    }
  }
}
