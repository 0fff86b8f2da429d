package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks servers where other servers are, each over a connection of its own that is closed
 * afterwards. Such questions are rare, and a lasting connection would prove nothing about the
 * server to be found.
 */
public final class Inquiry {
  /** Several may have to be asked within one attempt to connect. */
  private static final int SHARE = 3;

  private final Home home;
  private final LinkSettings settings;
  private final String name;

  public Inquiry(Home home, LinkSettings settings, String name) {
    this.home = home;
    this.settings = settings;
    this.name = name;
  }

  /**
   * What a server answers to these requests; fails when it does not within a part of an attempt.
   */
  @SuppressWarnings("NullAway") // nil comes as null; the caller knows what can be nil
  public Future<List<Response>> ask(RedisEndpoint server, List<Request> requests) {
    RedisOptions options = Lifeline.options(server, settings, name);
    Redis client = Redis.createClient(home.vertx(), options);
    return client
        .connect()
        .compose(connection -> connection.batch(requests))
        .timeout(Math.max(1, settings.connectTimeout().toMillis() / SHARE), TimeUnit.MILLISECONDS)
        .onComplete(answered -> client.close());
  }
}
