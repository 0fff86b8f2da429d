package chat.passerby.fault;

import java.util.List;
import java.util.stream.Stream;

/**
 * What nodes knew and could not write down: Redis was away, and the node was killed before Redis
 * had been back for long enough. Who was told of an end by it may be told again, and who was away
 * may not be told at all.
 */
record UnwrittenNotes(List<Fault.Done> faults) {
  /** Nodes look for Redis at random times that grow to 2 s, and then write what they owe. */
  private static final long WRITTEN_MILLIS = 3_000;

  /** Whether one of them lost what it had learnt in a part of that time. */
  boolean within(long from, long to) {
    return ofKind(Fault.RestartRedis.class)
        .anyMatch(
            away ->
                ofKind(Fault.KillNode.class)
                    .filter(kill -> kill.began() >= away.began())
                    .filter(kill -> kill.began() <= away.ended() + WRITTEN_MILLIS)
                    .anyMatch(kill -> away.began() <= to && kill.began() >= from));
  }

  private Stream<Fault.Done> ofKind(Class<? extends Fault> kind) {
    return faults.stream().filter(done -> kind.isInstance(done.fault()));
  }
}
