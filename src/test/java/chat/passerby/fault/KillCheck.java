package chat.passerby.fault;

import chat.passerby.fault.Violation.Kind;
import java.util.List;

/** Whether the partners of a killed node's visitors were told in time. */
final class KillCheck {
  /**
   * Who was steady for so long could be told. The promise is six seconds, which is measured and not
   * decided here: a busy machine is slow.
   */
  private static final long TOLD_MILLIS = 15_000;

  private final Findings findings;

  KillCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Fault.Done kill, Iterable<List<Stay>> rooms) {
    for (List<Stay> stays : rooms) {
      if (stays.size() == 2) {
        check(kill, stays.getFirst(), stays.getLast());
        check(kill, stays.getLast(), stays.getFirst());
      }
    }
  }

  /** Who was on the node and in a chat, and who of them was back in it within the grace. */
  void rescues(Fault.Done kill, List<Story> stories, long graceMillis) {
    long at = kill.began() - 1;
    for (Story story : stories) {
      Story.Span span = story.at(at);
      boolean concerned = span != null && span.node().equals(kill.node());
      if (concerned && story.stays.values().stream().anyMatch(stay -> isThere(stay, at))) {
        findings.tally.bereft++;
        boolean back =
            story.resumes.stream()
                .anyMatch(millis -> millis > at && millis <= kill.began() + graceMillis);
        findings.tally.rescued += back ? 1 : 0;
      }
    }
  }

  private void check(Fault.Done kill, Stay survivor, Stay partner) {
    long at = kill.began() - 1;
    long deadline = kill.began() + TOLD_MILLIS;
    boolean concerned =
        isThere(survivor, at)
            && isThere(partner, at)
            && partner.story.at(at).node().equals(kill.node())
            && survivor.story.isSteady(at, deadline)
            && !survivor.story.at(at).node().equals(kill.node());
    if (!concerned) {
      return;
    }
    findings.tally.survivors++;
    long told =
        survivor.news.stream()
            .filter(news -> news.got("partner-away") || news.got("partner-back"))
            .mapToLong(VisitorRecord.Entry::millis)
            .filter(millis -> millis >= at)
            .min()
            .orElse(Stay.NEVER);
    if (told <= deadline) {
      findings.tally.toldAfter(told - at);
    } else if (survivor.ended > deadline && Math.min(survivor.asked, partner.asked) > deadline) {
      findings.add(
          new Violation(
              Kind.NOT_WARNED,
              survivor + " was never told that " + kill.node() + " was killed",
              Evidence.of(survivor.room, at, survivor.story, partner.story)));
    }
  }

  private static boolean isThere(Stay stay, long at) {
    return stay.entered < at && stay.ended > at && stay.asked > at && stay.story.at(at) != null;
  }
}
