package chat.passerby.fault;

import java.util.List;

/**
 * When Redis was away, frozen, slow or without its data, or was coming back. A match that is being
 * made just then may be called off again: both look on, and nothing was said yet.
 */
record Aftermath(List<Fault.Done> faults) {
  /** What waited for Redis has been done, or given up, by then. */
  private static final long SETTLED_MILLIS = 5_000;

  /** Nobody has said anything by then. */
  private static final long BRIEF_MILLIS = 1_000;

  Aftermath {
    faults = faults.stream().filter(done -> isOfRedis(done.fault())).toList();
  }

  private static boolean isOfRedis(Fault fault) {
    return fault instanceof Fault.RestartRedis
        || fault instanceof Fault.FreezeRedis
        || fault instanceof Fault.DelayRedis
        || fault instanceof Fault.LoseRedisData;
  }

  private boolean holds(long millis) {
    return faults.stream()
        .anyMatch(done -> done.began() <= millis && millis <= done.ended() + SETTLED_MILLIS);
  }

  /** Whether a match was called off; one of the two may learn of it later than the other. */
  boolean undid(Stay one, Stay other) {
    return holds(one.entered)
        && holds(other.entered)
        && (isBrief(one) || isBrief(other))
        && one.got.isEmpty()
        && other.got.isEmpty();
  }

  private static boolean isBrief(Stay stay) {
    return stay.reason.equals("gone") && stay.ended - stay.entered < BRIEF_MILLIS;
  }
}
