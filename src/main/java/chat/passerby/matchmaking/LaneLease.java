package chat.passerby.matchmaking;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Replies;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * Which node pairs a lane. The lease spares work, it does not guard anything: two holders at once
 * cost claim conflicts, never a wrong pair.
 */
final class LaneLease {
  /** A dead holder's lane is taken over after at most this and one {@link #RENEWAL}. */
  static final Duration TERM = Duration.ofSeconds(2);

  /** How often the holder extends the lease and others ask for it. */
  static final Duration RENEWAL = Duration.ofMillis(500);

  private static final Script RENEW = Script.load("renew_lease");
  private static final Script RELEASE = Script.load("release_lease");

  private final RedisLink link;
  private final ScriptRunner runner;
  private final String key;
  private final String holder;

  LaneLease(RedisLink link, ScriptRunner runner, Lane lane, NodeId self) {
    this.link = link;
    this.runner = runner;
    this.key = LaneKeys.lease(lane);
    this.holder = self.value();
  }

  /**
   * Takes the lease when it is free, extends it when it is ours.
   *
   * @return whether it is ours for another {@link #TERM}
   */
  Future<Boolean> hold() {
    return runner.run(RENEW, List.of(key), List.of(holder, TERM.toMillis())).map(Replies::yes);
  }

  /** Gives the lease up at once, so that another node need not wait for its end. */
  Future<Void> release() {
    return link.isUp()
        ? runner.run(RELEASE, List.of(key), List.of(holder)).mapEmpty()
        : Future.succeededFuture();
  }
}
