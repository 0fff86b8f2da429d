package chat.passerby.fault;

import chat.passerby.fault.Violation.Kind;
import chat.passerby.fault.VisitorRecord.Entry;
import java.util.List;
import java.util.stream.Stream;

/** Whether chats on one node went on while Redis was away, and when people met again. */
final class OutageCheck {
  /** Who has just come or come back may still have news of that on the way. */
  private static final long SETTLED_MILLIS = 3_000;

  private final Fault.Done outage;
  private final Findings findings;

  OutageCheck(Fault.Done outage, Findings findings) {
    this.outage = outage;
    this.findings = findings;
  }

  void check(List<Story> stories, Iterable<List<Stay>> rooms) {
    for (List<Stay> stays : rooms) {
      if (stays.size() == 2 && isOnOneNode(stays.getFirst(), stays.getLast())) {
        findings.tally.sameNodeChats++;
        disturbance(stays.getFirst(), stays.getLast());
      }
    }
    stories.stream()
        .flatMap(story -> story.record.entries().stream())
        .filter(entry -> entry.got("matched") && entry.millis() >= outage.ended())
        .mapToLong(Entry::millis)
        .min()
        .ifPresent(first -> findings.tally.matchedAgain(first - outage.ended()));
  }

  private boolean isOnOneNode(Stay one, Stay other) {
    return isThere(one)
        && isThere(other)
        && one.story.at(outage.began()).node().equals(other.story.at(outage.began()).node());
  }

  /** From before the outage to after it, and did not think of going. */
  private boolean isThere(Stay stay) {
    long from = outage.began() - SETTLED_MILLIS;
    return stay.entered < outage.began()
        && stay.ended > outage.began()
        && stay.asked > outage.ended()
        && stay.story.isSteady(Math.max(from, stay.entered), outage.ended())
        && stay.story.at(outage.began()) != null;
  }

  private void disturbance(Stay one, Stay other) {
    Stream.of(one, other)
        .flatMap(stay -> Stream.concat(stay.errors.stream(), stay.news.stream()))
        .filter(entry -> entry.got("error") || entry.got("partner-away"))
        .filter(entry -> isDuring(entry.millis()))
        .findFirst()
        .ifPresentOrElse(
            entry -> wrong(one, other, entry.toString()),
            () -> {
              if (isDuring(one.ended) || isDuring(other.ended)) {
                wrong(one, other, "the end");
              }
            });
  }

  private boolean isDuring(long millis) {
    return millis >= outage.began() && millis <= outage.ended();
  }

  private void wrong(Stay one, Stay other, String what) {
    findings.add(
        new Violation(
            Kind.DISTURBED,
            one + " and " + other + ", on one node, while Redis was away: " + what,
            Evidence.of(one.room, outage.began(), outage.ended(), one.story, other.story)));
  }
}
