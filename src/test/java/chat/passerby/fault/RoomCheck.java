package chat.passerby.fault;

import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Whether a room was what a room is: two who both know of it, until both know that it is over. */
final class RoomCheck {
  /** News may be so late: nodes are paused and Redis is away. */
  private static final long LATE_MILLIS = 20_000;

  /** Who comes back a little before the end of the grace may be judged either way. */
  private static final long SLACK_MILLIS = 2_000;

  private final Duration grace;
  private final DataLosses losses;
  private final Aftermath aftermath;
  private final Pauses pauses;
  private final BanCheck bans;
  private final Findings findings;

  RoomCheck(Duration grace, List<Fault.Done> faults, Findings findings) {
    this.grace = grace;
    this.losses = new DataLosses(faults);
    this.aftermath = new Aftermath(faults);
    this.pauses = new Pauses(faults);
    this.bans = new BanCheck(faults, findings);
    this.findings = findings;
  }

  void check(String room, List<Stay> stays, List<Story> all) {
    findings.tally.chats++;
    if (stays.size() > 2) {
      wrong(Kind.ONE_SIDED, stays.size() + " were in " + room + ": " + stays, stays.getFirst());
    } else if (stays.size() == 1) {
      alone(stays.getFirst(), all);
    } else {
      Stay one = stays.getFirst();
      Stay other = stays.getLast();
      ending(one, other);
      ending(other, one);
      warning(one, other);
      warning(other, one);
      DeliveryCheck.check(one, other, findings);
      DeliveryCheck.check(other, one, findings);
    }
  }

  /**
   * Only who was not connected, whose node stood still, or who did not wait after an answer that
   * left this open, may miss the beginning, and then it is over before long.
   */
  private void alone(Stay stay, List<Story> all) {
    boolean somebodyDropped =
        all.stream()
            .filter(story -> story != stay.story)
            .anyMatch(
                story ->
                    !story.isSteady(stay.entered, Math.min(stay.ended, findings.end))
                        || pauses.held(story, stay.entered, stay.ended)
                        || story.wasInDoubt(stay.entered - LATE_MILLIS, stay.entered));
    if (stay.isOpen() && stay.story.connected) {
      wrong(Kind.ONE_SIDED, stay + " is alone to the end", stay);
    } else if (!somebodyDropped) {
      wrong(Kind.ONE_SIDED, stay + " was alone though everybody was there", stay);
    } else if (!stay.isOpen() && stay.ended - stay.entered > grace.toMillis() + LATE_MILLIS) {
      wrong(Kind.ONE_SIDED, stay + " was alone for " + (stay.ended - stay.entered) + " ms", stay);
    }
    if (!stay.got.isEmpty()) {
      wrong(Kind.MISDELIVERED, stay + " gets a chat, and nobody else was there", stay);
    }
  }

  private void ending(Stay one, Stay other) {
    if (one.isOpen()) {
      if (!other.isOpen() && one.story.connected && other.ended < findings.end - LATE_MILLIS / 2) {
        wrong(Kind.NOT_TOLD, one + " was not told of the end", other.ended, one, other);
      }
      return;
    }
    boolean asked = Math.min(one.asked, other.asked) <= one.ended;
    if (asked || losses.took(one, other) || aftermath.undid(one, other) || bans.ended(one, other)) {
      return;
    }
    if (Set.of("next", "left").contains(one.reason)) {
      wrong(Kind.ENDED, one + " is left (" + one.reason + ") by nobody", one.ended, one, other);
      return;
    }
    long begin = Math.max(one.entered, other.entered);
    long longest =
        Math.max(
            one.story.longestAbsence(begin, one.ended),
            other.story.longestAbsence(begin, one.ended));
    if (longest < grace.toMillis() - SLACK_MILLIS) {
      findings.tally.endedByFault++;
      wrong(
          Kind.ENDED,
          one + " ended (" + one.end + " " + one.reason + ") after " + longest + " ms away",
          one.ended,
          one,
          other);
    }
  }

  /** After {@code partner-away} the partner comes back, or the chat ends by the time named. */
  private void warning(Stay one, Stay other) {
    for (VisitorRecord.Entry away : one.news) {
      if (!away.got("partner-away")) {
        continue;
      }
      long deadline = away.frame().number() + LATE_MILLIS;
      boolean resolved =
          one.ended < deadline
              || deadline > findings.end
              || !one.story.isSteady(away.millis(), deadline)
              || one.news.stream()
                  .anyMatch(later -> later.got("partner-back") && later.millis() >= away.millis());
      if (!resolved) {
        wrong(Kind.NOT_WARNED, one + " waits for a partner for ever", away.millis(), one, other);
      }
    }
  }

  private void wrong(Kind kind, String what, Stay stay) {
    wrong(kind, what, stay.entered, stay);
  }

  private void wrong(Kind kind, String what, long around, Stay... stays) {
    Story[] stories = Arrays.stream(stays).map(stay -> stay.story).toArray(Story[]::new);
    findings.add(new Violation(kind, what, Evidence.of(stays[0].room, around, stories)));
  }
}
