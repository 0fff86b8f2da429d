package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;

/**
 * Finds the server that a connection belongs to, anew for each attempt, since it may have moved.
 */
public interface Whereabouts {

  /** Where the server is now; fails when nobody knows. */
  Future<RedisEndpoint> find();

  /** Fails when a connection has reached the wrong server. */
  default Future<Void> verify(RedisConnection connection) {
    return Future.succeededFuture();
  }

  /** Always the same server. */
  static Whereabouts fixed(RedisEndpoint server) {
    return () -> Future.succeededFuture(server);
  }
}
