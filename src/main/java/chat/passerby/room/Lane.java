package chat.passerby.room;

import chat.passerby.protocol.Mode;

/**
 * The hard partition of the waiting: people in different lanes never meet, and a room belongs to
 * the lane it came from. Every key of a lane carries the same hash tag, so that its scripts stay
 * within one slot of a Redis Cluster.
 *
 * @param pool who may meet whom at all, a name from the settings
 * @param mode what they want to meet by
 */
public record Lane(String pool, Mode mode) {
  /** The pool of everyone about whom nothing else is known. */
  public static final String DEFAULT_POOL = "default";

  /** The lane's name in metrics, status and keys. */
  public String name() {
    return pool + ":" + mode.wireName();
  }

  /** The full name of one of the lane's keys or channels. */
  public String key(String suffix) {
    return "passerby:{" + name() + "}:" + suffix;
  }
}
