package chat.passerby.gateway.proof;

import chat.passerby.gateway.limits.RateLimit;
import chat.passerby.gateway.proof.ProofSettings.Mode;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.time.NodeClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Decides how much work a new session costs. One for all event loops of a node. */
public final class ProofDemand {
  private static final Duration ADDRESS_PERIOD = Duration.ofMinutes(10);

  /** A busy address has opened so many times its free share, and does so many times the work. */
  static final int BUSY = 4;

  private final ProofSettings settings;
  private final NodeClock clock;
  private final ShieldBook shield;
  private final RateLimit node;
  private final ConcurrentMap<InetAddress, Share> shares = new ConcurrentHashMap<>();

  /** What an address may still open, without work and at the usual price. */
  private record Share(RateLimit free, RateLimit usual) {}

  /**
   * @param shield asks everybody for work while it is raised for that, whatever the settings say
   */
  public ProofDemand(ProofSettings settings, NodeClock clock, ShieldBook shield) {
    this.settings = settings;
    this.shield = shield;
    this.clock = clock;
    this.node =
        RateLimit.of(
            settings.freePerSecond(), Duration.ofSeconds(1), 2 * settings.freePerSecond(), clock);
  }

  /** The largest number that a solution may be for this address; 0: no work is needed. */
  int of(InetAddress address) {
    return switch (mode()) {
      case OFF -> 0;
      case ON -> price(shares.get(address));
      case ADAPTIVE -> {
        Share share = shares.get(address);
        boolean asked = node.isEmpty() || (share != null && share.free().isEmpty());
        yield asked ? price(share) : 0;
      }
    };
  }

  private Mode mode() {
    return shield.with(ShieldMeasure.PROOF_OF_WORK, clock.instant()).isPresent()
        ? Mode.ON
        : settings.mode();
  }

  private int price(@Nullable Share share) {
    return share != null && share.usual().isEmpty() ? BUSY * settings.number() : settings.number();
  }

  /** The address gets a session. */
  void opened(InetAddress address) {
    if (mode() == Mode.OFF) {
      return;
    }
    Share share = shares.computeIfAbsent(address, key -> share());
    var unusedFree = share.free().take();
    var unusedUsual = share.usual().take();
    var unusedNode = node.take();
  }

  /** Forgets addresses that have been quiet for long enough. */
  public void sweep() {
    int free = settings.freePerAddress();
    shares
        .values()
        .removeIf(share -> share.free().isFull(free) && share.usual().isFull(BUSY * free));
  }

  private Share share() {
    int free = settings.freePerAddress();
    return new Share(
        RateLimit.of(free, ADDRESS_PERIOD, free, clock),
        RateLimit.of(BUSY * free, ADDRESS_PERIOD, BUSY * free, clock));
  }
}
