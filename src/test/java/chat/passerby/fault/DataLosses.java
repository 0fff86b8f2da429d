package chat.passerby.fault;

import java.util.List;

/**
 * When Redis lost its data. Whoever is connected then loses nothing, since the nodes know all of
 * that and write it down again; of those who are away just then, the nodes may know too little.
 */
record DataLosses(List<Fault.Done> faults) {
  /** Nodes notice a loss within a second. */
  private static final long NOTICED_MILLIS = 1_500;

  DataLosses {
    faults = faults.stream().filter(done -> done.fault() instanceof Fault.LoseRedisData).toList();
  }

  /** Whether one of them came in that time, or shortly before. */
  boolean within(long from, long to) {
    return faults.stream()
        .anyMatch(loss -> loss.began() <= to && loss.ended() + NOTICED_MILLIS >= from);
  }

  /** Whether a chat was lost: both were away, or it was just beginning and one of them was. */
  boolean took(Stay one, Stay other) {
    return faults.stream()
        .anyMatch(
            loss -> {
              boolean begins =
                  one.entered >= loss.began() && one.entered <= loss.ended() + NOTICED_MILLIS;
              boolean oneAway = wasAway(one.story, loss);
              boolean otherAway = wasAway(other.story, loss);
              return begins ? oneAway || otherAway : oneAway && otherAway;
            });
  }

  private static boolean wasAway(Story story, Fault.Done loss) {
    return !story.isSteady(loss.began(), loss.ended())
        || story.absences.stream()
            .anyMatch(
                away ->
                    away.since() <= loss.ended() + NOTICED_MILLIS && away.back() >= loss.began());
  }
}
