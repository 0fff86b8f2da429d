package chat.passerby.cluster;

import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.protocol.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What this node knows of the others: which have been declared dead, and whether any takes
 * visitors. May be asked on any thread.
 */
public final class Neighbours {
  /**
   * For this long after an answered beat nobody can have declared this node dead: as long as a node
   * may be silent, less the time until others see what it does.
   */
  static final Duration LEASE = NodeRegistry.SILENCE.minusSeconds(1);

  /** After this long all nodes know that a node has ended or died, and what it did last. */
  public static final Duration HEARD =
      NodeRegistry.SILENCE.plusMillis(3 * NodeRegistry.BEAT.toMillis());

  private final List<Consumer<Set<NodeId>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Set<NodeId> dead = Set.of();
  private volatile Map<NodeId, PeerAddress> peers = Map.of();
  private volatile int gateways;
  private volatile Map<NodeId, Integer> open = Map.of();
  private volatile Map<NodeId, Integer> pairing = Map.of();
  private final LongSupplier nanoTime;
  private final List<Runnable> awaiting = new CopyOnWriteArrayList<>();
  private final List<Runnable> asleep = new CopyOnWriteArrayList<>();
  private volatile boolean steady;
  private volatile boolean away;
  private volatile boolean member;
  private volatile long aliveNanos;

  public Neighbours() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  Neighbours(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a node has been declared dead and has not joined anew since. */
  public boolean isDead(NodeId node) {
    return dead.contains(node);
  }

  /** The nodes that have been declared dead lately. */
  public Set<NodeId> dead() {
    return dead;
  }

  /** Where a node takes direct links; none when it takes none, or is not known. */
  public Optional<PeerAddress> peer(NodeId node) {
    return Optional.ofNullable(peers.get(node));
  }

  /**
   * Whether this node knows that nobody has declared it dead. After a pause of its own or of Redis
   * it does not, until a heartbeat sent since then is answered: others may have dealt long ago with
   * what came in meanwhile.
   */
  public boolean isCurrent() {
    return !member || nanoTime.getAsLong() - aliveNanos < LEASE.toNanos();
  }

  /** Whether this node can tell the silence of others from that of Redis. */
  public boolean isSteady() {
    return steady;
  }

  /** How many nodes take visitors, this one included if it does. */
  public int gateways() {
    return gateways;
  }

  /** The nodes that take new visitors, each with how many sessions were connected to it lately. */
  public Map<NodeId, Integer> open() {
    return open;
  }

  /** The nodes that pair, each with how many lanes it paired lately. */
  public Map<NodeId, Integer> pairing() {
    return pairing;
  }

  /**
   * Tells {@code listener} of each death, once. It is called on the heartbeat's thread and must
   * switch to its own.
   */
  public void onDeath(Consumer<Set<NodeId>> listener) {
    listeners.add(listener);
  }

  /**
   * Tells {@code listener} whenever this node knows again that it is alive, after it did not. It is
   * called on the heartbeat's thread and must switch to its own.
   */
  public void onCurrent(Runnable listener) {
    awaiting.add(listener);
  }

  /**
   * Whether this node was held up for so long that it does not know whether it is alive, and is
   * about to hear. While Redis is known to be away it is not waking: it acts on what it knows.
   */
  public boolean isWaking() {
    return !isCurrent() && !away;
  }

  /**
   * Tells {@code listener} whenever this node stops waking: it is alive, or Redis is away. It is
   * called on the heartbeat's thread and must switch to its own.
   */
  public void onAwake(Runnable listener) {
    asleep.add(listener);
  }

  /** A beat was not answered. */
  void unanswered() {
    boolean wasWaking = isWaking();
    away = true;
    if (wasWaking) {
      asleep.forEach(Runnable::run);
    }
  }

  /**
   * Takes the answer to a beat.
   *
   * @param sentNanos when the beat was sent: the answer may have lain here unread for a long time
   * @param steady whether this node has been beating without a pause
   */
  void learn(BeatNodeScript.Alive news, long sentNanos, boolean steady) {
    Set<NodeId> fresh = new HashSet<>(news.dead());
    fresh.removeAll(dead);
    dead = news.dead();
    peers = news.peers();
    gateways = news.gateways();
    open = news.open();
    pairing = news.pairing();
    boolean wasCurrent = isCurrent();
    this.steady = steady;
    aliveNanos = sentNanos;
    member = true;
    away = false;
    if (!fresh.isEmpty()) {
      listeners.forEach(listener -> listener.accept(fresh));
    }
    if (!wasCurrent && isCurrent()) {
      awaiting.forEach(Runnable::run);
      asleep.forEach(Runnable::run);
    }
  }
}
