package chat.passerby.fault;

import chat.passerby.fault.Violation.Kind;
import chat.passerby.fault.VisitorRecord.Entry;
import java.util.List;
import java.util.Set;

/** Whether nobody was served any more who is banned, and the partners were told. */
final class BanCheck {
  /**
   * A decision has been heard of everywhere by then. The promise is one second, which is measured
   * and not decided here: a busy machine is slow.
   */
  private static final long HEARD_MILLIS = 8_000;

  private static final int BANNED = 4502;

  private final Pauses pauses;
  private final Findings findings;

  BanCheck(List<Fault.Done> faults, Findings findings) {
    this.pauses = new Pauses(faults);
    this.findings = findings;
  }

  void check(Story story, Iterable<List<Stay>> rooms) {
    if (story.banned == Stay.NEVER) {
      return;
    }
    findings.tally.bans++;
    if (story.at(story.banned) != null) {
      closed(story);
    }
    if (story.connected && story.banned < findings.end - HEARD_MILLIS) {
      wrong(story, "is banned and connected at the end", findings.end);
    }
    story.record.entries().stream()
        .filter(entry -> isService(entry) && entry.millis() > story.banned + HEARD_MILLIS)
        .filter(entry -> !pauses.held(story, story.banned, entry.millis()))
        .findFirst()
        .ifPresent(entry -> wrong(story, "is banned and gets " + entry.frame(), entry.millis()));
    rooms.forEach(stays -> partners(story, stays));
  }

  private static boolean isService(Entry entry) {
    return entry.kind() == VisitorRecord.Kind.GOT
        && Set.of("welcome", "matched", "rewound", "chat").contains(entry.frame().type());
  }

  /** How long a connection outlived the decision; it may have been closed before the answer. */
  private void closed(Story story) {
    story.record.entries().stream()
        .filter(entry -> entry.kind() == VisitorRecord.Kind.ENDED)
        .filter(entry -> entry.frame().number() == BANNED)
        .mapToLong(Entry::millis)
        .min()
        .ifPresent(millis -> findings.tally.closedAfter(Math.max(0, millis - story.banned)));
  }

  private void partners(Story story, List<Stay> stays) {
    boolean wasThere =
        stays.stream().anyMatch(stay -> stay.story == story && stay.ended >= story.banned);
    for (Stay stay : stays) {
      if (wasThere
          && stay.story != story
          && stay.isOpen()
          && stay.story.connected
          && stay.story.banned == Stay.NEVER
          && story.banned < findings.end - HEARD_MILLIS) {
        findings.add(
            new Violation(
                Kind.NOT_TOLD,
                stay + " is still with " + story.visitor() + ", who was banned",
                Evidence.of(stay.room, story.banned, stay.story, story)));
      }
    }
  }

  /** Whether a chat of these two was over because one of them was banned. */
  boolean ended(Stay one, Stay other) {
    long banned = Math.min(one.story.banned, other.story.banned);
    // The decision takes effect a little before it is answered.
    return banned != Stay.NEVER && banned - HEARD_MILLIS <= one.ended;
  }

  private void wrong(Story story, String what, long around) {
    findings.add(
        new Violation(Kind.SERVED, story.visitor() + " " + what, Evidence.of("", around, story)));
  }
}
