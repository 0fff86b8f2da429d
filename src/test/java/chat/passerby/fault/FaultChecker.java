package chat.passerby.fault;

import chat.passerby.fault.Story.LostPlace;
import chat.passerby.fault.Story.State;
import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides from what visitors sent and got, and from nothing else, which promises were kept. It
 * gives the benefit of the doubt where a record cannot tell: for news that crossed on the wire, and
 * for who came back so late that the grace may have been over.
 *
 * @param grace how long the away may come back
 */
public record FaultChecker(Duration grace) {
  private static final long SLACK_MILLIS = 2_000;

  /** Two may wait for so long at the end of a run without having been forgotten. */
  private static final long SWEEP_MILLIS = 4_000;

  /**
   * Reads the records of a run that has calmed down.
   *
   * @param end when it was over
   */
  public Findings check(List<VisitorRecord> records, List<Fault.Done> faults, long end) {
    Findings findings = new Findings(end);
    List<Story> stories = records.stream().map(StoryReader::read).toList();
    Map<String, List<Stay>> rooms = new LinkedHashMap<>();
    for (Story story : stories) {
      story.wrongs.forEach(findings::add);
      story.stays.forEach(
          (room, stay) -> rooms.computeIfAbsent(room, r -> new ArrayList<>()).add(stay));
      findings.tally.reconnects += story.absences.size();
      findings.tally.resumed += story.resumes.size();
    }
    findings.tally.visitors = stories.size();
    DataLosses losses = new DataLosses(faults);
    RoomCheck check = new RoomCheck(grace, faults, findings);
    rooms.forEach((room, stays) -> check.check(room, stays, stories));
    for (Fault.Done done : faults) {
      findings.tally.faults.merge(done.fault().kind(), 1, Integer::sum);
      if (done.fault() instanceof Fault.KillNode) {
        KillCheck kill = new KillCheck(findings);
        kill.check(done, rooms.values());
        kill.rescues(done, stories, grace.toMillis());
      } else if (done.fault() instanceof Fault.RestartRedis
          || done.fault() instanceof Fault.FreezeRedis) {
        new OutageCheck(done, findings).check(stories, rooms.values());
      }
    }
    BanCheck bans = new BanCheck(faults, findings);
    stories.forEach(story -> bans.check(story, rooms.values()));
    stories.forEach(new LeftCheck(losses, new UnwrittenNotes(faults), findings)::check);
    strangers(stories, rooms, findings);
    stories.forEach(new ClosingCheck(faults, findings)::check);
    places(stories, rooms, new Pauses(faults), losses, findings);
    nobodyIsLeft(stories, findings);
    return findings;
  }

  /**
   * Who waited and was back in time waits on, unless a match was on its way meanwhile. A node that
   * stood still puts searches in late, when it is dead to the others: a match with one of those is
   * undone before anybody is told.
   */
  private void places(
      List<Story> stories,
      Map<String, List<Stay>> rooms,
      Pauses pauses,
      DataLosses losses,
      Findings findings) {
    for (Story story : stories) {
      for (LostPlace lost : story.lostPlaces) {
        boolean late = lost.back() - lost.since() > grace.toMillis() - SLACK_MILLIS;
        boolean mayHaveBeenMatched =
            rooms.values().stream()
                .anyMatch(
                    stays ->
                        stays.size() == 1
                            && stays.getFirst().story != story
                            && stays.getFirst().entered >= lost.since() - SLACK_MILLIS
                            && stays.getFirst().entered <= lost.back() + SLACK_MILLIS);
        boolean stoodStill = pauses.held(story, lost.since() - SLACK_MILLIS, lost.since());
        if (!late
            && !mayHaveBeenMatched
            && !stoodStill
            && !losses.within(lost.since(), lost.back())) {
          findings.add(
              new Violation(
                  Kind.LOST_PLACE,
                  story.visitor() + " waited, was back in time and is idle",
                  Evidence.of("", lost.back(), story)));
        }
      }
    }
  }

  /**
   * Who was never in a room is not told of its end. A connection that ends may take the news of the
   * match with it; then nobody can know what was read, and the next connection is told of the end.
   */
  private static void strangers(
      List<Story> stories, Map<String, List<Stay>> rooms, Findings findings) {
    for (Story story : stories) {
      story.strangers.forEach(
          (room, millis) -> {
            List<Stay> known = rooms.getOrDefault(room, List.of());
            boolean steady = known.stream().anyMatch(stay -> story.isSteady(stay.entered, millis));
            if (steady) {
              findings.add(
                  new Violation(
                      Kind.ONE_SIDED,
                      story.visitor() + " is told of the end of " + room + " and never was in it",
                      Evidence.of(room, millis, story)));
            }
          });
    }
  }

  private static void nobodyIsLeft(List<Story> stories, Findings findings) {
    long end = findings.end;
    List<Story> waiting = new ArrayList<>();
    for (Story story : stories) {
      if (story.banned != Stay.NEVER) {
        continue;
      }
      if (!story.connected) {
        stuck(story, "is not connected at the end", findings);
      } else if (story.pending < end - SWEEP_MILLIS) {
        stuck(story, "asked and got no answer", findings);
      } else if (story.state == State.IDLE && story.stateSince < end - SWEEP_MILLIS) {
        stuck(story, "is idle at the end, when everybody searches", findings);
      } else if (story.state == State.WAITING && story.stateSince < end - SWEEP_MILLIS) {
        waiting.add(story);
      }
    }
    if (waiting.size() > 1) {
      List<String> names = waiting.stream().map(Story::visitor).toList();
      findings.add(
          new Violation(
              Kind.LEFT_WAITING,
              names + " wait at the end, each with nobody",
              Evidence.of("", end, waiting.toArray(Story[]::new))));
    }
  }

  private static void stuck(Story story, String what, Findings findings) {
    findings.add(
        new Violation(
            Kind.STUCK, story.visitor() + " " + what, Evidence.of("", findings.end, story)));
  }
}
