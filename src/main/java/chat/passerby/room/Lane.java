package chat.passerby.room;

import chat.passerby.protocol.Mode;

/**
 * The hard partition of the waiting: people in different lanes never meet, and a room belongs to
 * the lane it came from. A busy lane is split into shards, each a queue of its own. Every key of a
 * shard carries the same hash tag, so that its scripts stay within one slot of a Redis Cluster,
 * while two shards may be on two servers.
 *
 * @param pool who may meet whom at all, a name from the settings
 * @param mode what they want to meet by
 * @param shard which part of the lane; shard 0 is where the others' leftovers meet
 */
public record Lane(String pool, Mode mode, int shard) {
  /** The pool of everyone about whom nothing else is known. */
  public static final String DEFAULT_POOL = "default";

  /** Refuses a shard below 0, as from bytes of another version. */
  public Lane {
    if (shard < 0) {
      throw new IllegalArgumentException("A lane has no shard below 0.");
    }
  }

  /** A lane's shard 0, which is all of it unless the settings split it. */
  public Lane(String pool, Mode mode) {
    this(pool, mode, 0);
  }

  /** The lane's name in status, the same for all its shards. */
  public String partition() {
    return pool + ":" + mode.wireName();
  }

  /** The name in metrics, logs and keys. */
  public String name() {
    return shard == 0 ? partition() : partition() + ":" + shard;
  }

  /** The full name of one of the lane's keys or channels. */
  public String key(String suffix) {
    return "passerby:{" + name() + "}:" + suffix;
  }
}
