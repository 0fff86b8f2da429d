package chat.passerby.redis;

import io.vertx.core.Future;

/**
 * A link to the Redis that holds reports and their evidence: the one that the node uses for all
 * else, or one to a Redis of their own. A node starts and runs while that one is away.
 *
 * @param own whether it is one of their own, which then is to be started and closed
 */
public record EvidenceLink(RedisLink link, boolean own) {
  /** Begins to connect, and goes on for ever; nothing waits for it. */
  public void start() {
    if (own) {
      // It fails only when it is closed before Redis was there.
      link.start().otherwiseEmpty();
    }
  }

  public Future<Void> close() {
    return own ? link.close() : Future.succeededFuture();
  }
}
