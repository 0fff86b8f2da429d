package chat.passerby.matchmaking;

import chat.passerby.protocol.Mode;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which lanes there are, and where somebody waits.
 *
 * <p>With several shards, a session starts in one that its id determines, so enqueueing and
 * claiming spread over as many queues. A visitor who finds nobody there soon moves to shard 0,
 * where the leftovers of all shards meet.
 *
 * @param pools names of the pools: the first is everyone's, the last that of restricted sessions
 * @param shards into how many queues each lane is split, at least 1
 */
public record LanePlan(List<String> pools, int shards) {
  /** The pool of synthetic visitors, on a site that has them: neither the first nor the last. */
  public static final String PROBES = "probe";

  public LanePlan {
    pools = List.copyOf(pools);
    if (pools.isEmpty() || shards < 1) {
      throw new IllegalArgumentException("There must be a pool and a shard.");
    }
  }

  /** All lanes with all their shards. */
  public List<Lane> all() {
    return pools.stream()
        .flatMap(pool -> Arrays.stream(Mode.values()).flatMap(mode -> shardsOf(pool, mode)))
        .toList();
  }

  /** The lanes of everyone's pool, with all their shards. */
  public List<Lane> open() {
    return all().stream().filter(lane -> lane.pool().equals(pools.getFirst())).toList();
  }

  /**
   * Where a session starts to wait.
   *
   * @param pool the one it has been put into, if any; a name that the settings do not have, or not
   *     any more, counts as the restricted one
   */
  public Lane home(Optional<String> pool, Mode mode, SessionId session) {
    String known =
        pool.map(name -> pools.contains(name) ? name : pools.getLast()).orElse(pools.getFirst());
    return new Lane(known, mode, homeShard(session));
  }

  /**
   * The lanes that a session has by its id: where it begins and where leftovers meet, in every pool
   * and mode. It can only be elsewhere when the number of shards was another.
   */
  public List<Lane> ofSession(SessionId session) {
    int home = homeShard(session);
    return all().stream().filter(lane -> lane.shard() == home || lane.shard() == 0).toList();
  }

  /** Where a restricted session starts to wait. */
  public Lane restricted(Mode mode, SessionId session) {
    return home(Optional.of(pools.getLast()), mode, session);
  }

  /** The shard to which visitors move who have found nobody in this one. */
  public Lane common(Lane lane) {
    return lane.shard() == 0 ? lane : new Lane(lane.pool(), lane.mode());
  }

  private int homeShard(SessionId session) {
    return Math.floorMod(session.value().hashCode(), shards);
  }

  private Stream<Lane> shardsOf(String pool, Mode mode) {
    return IntStream.range(0, shards).mapToObj(shard -> new Lane(pool, mode, shard));
  }
}
