package chat.passerby.fault;

import java.time.Duration;

/** Something that goes wrong. Nodes are counted from zero by the place they have in the fleet. */
public sealed interface Fault {
  /** SIGKILL, and a new node in its place. */
  record KillNode(int node) implements Fault {}

  /** SIGSTOP, and SIGCONT after a while. */
  record PauseNode(int node, Duration length) implements Fault {}

  /** SIGTERM, and a new node in its place once it has gone. */
  record DrainNode(int node) implements Fault {}

  /** Sockets of so many in a hundred visitors end without a close frame. */
  record DropSockets(int percent) implements Fault {}

  /**
   * Sockets of so many in a hundred visitors end, and each partner leaves at the moment at which
   * its visitor comes back.
   */
  record PartAtReturn(int percent) implements Fault {}

  /** Moderators ban the sessions of so many in a hundred visitors. */
  record Ban(int percent) implements Fault {}

  /** So many in a hundred visitors send more at once than the limits allow. */
  record Burst(int percent) implements Fault {}

  /** A node's wall clock goes wrong by so much for a while, and is set right again. */
  record StepNodeClock(int node, Duration by, Duration length) implements Fault {}

  /** The wall clock of Redis goes wrong by so much for a while, and is set right again. */
  record StepRedisClock(Duration by, Duration length) implements Fault {}

  /** Redis forgets everything while sockets of so many in a hundred visitors end. */
  record LoseRedisData(int percent) implements Fault {}

  /** SIGSTOP of Redis, and SIGCONT after a while. */
  record FreezeRedis(Duration length) implements Fault {}

  /** Redis is killed, and back with its data after a while. */
  record RestartRedis(Duration away) implements Fault {}

  /** Each call to Redis takes so much longer, for a while. */
  record DelayRedis(Duration delay, Duration length) implements Fault {}

  default String kind() {
    return getClass().getSimpleName();
  }

  /**
   * What was done, and when.
   *
   * @param node the name of the node that it was done to, or empty
   * @param began by the clock of the visitors' records
   */
  record Done(Fault fault, String node, long began, long ended) {}
}
