package chat.passerby.matchmaking.pairing;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Which node pairs a lane. The lease spares work, it does not guard anything: two holders at once
 * cost claim conflicts, never a wrong pair.
 */
public final class LaneLease {
  /** A dead holder's lane is taken over after at most this and one {@link #RENEWAL}. */
  static final Duration TERM = Duration.ofSeconds(2);

  /** How often the holder extends the lease and others ask for it. */
  static final Duration RENEWAL = Duration.ofMillis(500);

  private final RedisLink link;
  private final RenewLeaseScript renew;
  private final ReleaseLeaseScript release;
  private final HandOverLeaseScript handOver;
  private final Lane lane;
  private final NodeId self;

  public LaneLease(RedisLink link, ScriptRunner runner, Lane lane, NodeId self) {
    this.link = link;
    this.renew = new RenewLeaseScript(runner);
    this.release = new ReleaseLeaseScript(runner);
    this.handOver = new HandOverLeaseScript(runner);
    this.lane = lane;
    this.self = self;
  }

  /**
   * Takes the lease when it is free, extends it when it is ours.
   *
   * @return whether it is ours for another {@link #TERM}
   */
  Future<Boolean> hold() {
    return renew.run(lane, self, TERM);
  }

  /**
   * Gives the lease to another node, which has a {@link #TERM} to notice.
   *
   * @return whether it was ours
   */
  Future<Boolean> handOver(NodeId heir) {
    return handOver.run(lane, self, heir, TERM);
  }

  /** Gives the lease up at once, so that another node need not wait for its end. */
  Future<Void> release() {
    return link.isUp() ? release.run(lane, self).mapEmpty() : Future.succeededFuture();
  }
}
