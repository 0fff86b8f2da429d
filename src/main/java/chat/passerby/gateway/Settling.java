package chat.passerby.gateway;

import chat.passerby.cluster.Neighbours;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Makes a returning session wait for a moment after an outage of Redis, so that the gateway of its
 * previous connection can first write what it had put off. Otherwise a visitor who left a chat
 * during the outage would be taken back into it, and be told twice that it is over.
 */
public final class Settling {
  /** How long a gateway takes, once it has reached Redis again, to write what it had put off. */
  private static final Duration CATCHING_UP = Duration.ofMillis(500);

  private final EventLoop loop;
  private final KeptSessions sessions;
  private final Neighbours neighbours;
  private final NodeClock clock;
  private final Duration time;
  private boolean connected;
  private boolean wasAway;
  private long backNanos;

  /**
   * @param links tells how long gateways take to reconnect to Redis
   */
  public Settling(
      EventLoop loop,
      RedisLink link,
      LinkSettings links,
      KeptSessions sessions,
      Neighbours neighbours,
      NodeClock clock) {
    this.loop = loop;
    this.sessions = sessions;
    this.neighbours = neighbours;
    this.clock = clock;
    this.time = links.backoffCeiling().plus(CATCHING_UP);
    link.onUp(this::up);
  }

  private void up() {
    wasAway = connected;
    connected = true;
    backNanos = clock.nanos();
  }

  /**
   * Completes when the session may return: at once, unless Redis was away a moment ago and the node
   * of the previous connection is alive. Fails when Redis is away.
   */
  public Future<Void> before(SessionId session) {
    if (leftNanos() <= 0) {
      return Future.succeededFuture();
    }
    return sessions
        .latest(session)
        .compose(
            latest ->
                latest.map(Address::node).filter(node -> !neighbours.isDead(node)).isPresent()
                    ? rest()
                    : Future.succeededFuture());
  }

  private Future<Void> rest() {
    return loop.after(Duration.ofNanos(leftNanos()));
  }

  private long leftNanos() {
    return wasAway ? time.toNanos() - (clock.nanos() - backNanos) : 0;
  }
}
