package chat.passerby.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived command connection to Redis that looks after itself. Commands are pipelined: they
 * are written as they come and answered in order.
 *
 * <p>Nothing waits for a Redis that is gone. While the link is down a command fails at once with
 * {@link RedisUnavailableException}; one that stays unanswered for {@link
 * LinkSettings#commandTimeout()} fails the same way together with all that were sent after it, and
 * the connection is built anew, because replies that are out of step cannot be matched any more.
 * Such a command <em>may have run</em>: what is sent must be safe to send twice.
 *
 * <p>A link belongs to the context that creates it, is cheapest there, and is closed with its
 * verticle. Every method may be called from anywhere; futures complete on the caller's context. Not
 * for blocking commands, which would hold up everything behind them, nor for subscriptions: see
 * {@link Subscriber}.
 */
public final class RedisLink {
  private final Home home;
  private final LinkSettings settings;
  private final Lifeline lifeline;
  private final InFlight inFlight;
  private final List<Runnable> upListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> downListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable RedisConnection connection;

  private RedisLink(Home home, RedisEndpoint endpoint, LinkSettings settings, String name) {
    this.home = home;
    this.settings = settings;
    this.lifeline =
        new Lifeline(
            home, endpoint, settings, name, c -> Future.succeededFuture(), this::up, this::down);
    this.inFlight =
        new InFlight(
            home.loop(),
            settings.commandTimeout().toMillis(),
            () -> lifeline.drop("Redis left a command unanswered"));
  }

  /**
   * A link that is not connected yet.
   *
   * @param name what logs and {@code CLIENT LIST} call it; no spaces
   */
  public static RedisLink create(
      Vertx vertx, RedisEndpoint endpoint, LinkSettings settings, String name) {
    return new RedisLink(Home.here(vertx), endpoint, settings, name);
  }

  /**
   * Begins to connect, and goes on for ever; completes when Redis is there for the first time, and
   * fails only when the link is closed before that.
   */
  public Future<Void> start() {
    return home.call(
        promise -> {
          lifeline.started().onComplete(promise);
          home.loop().runOnContext(v -> lifeline.start());
        });
  }

  /**
   * How the first attempt ended; its failure says why in one sentence. The link goes on trying all
   * the same, so a caller that wants to give up closes it.
   */
  public Future<Void> firstAttempt() {
    return home.call(promise -> lifeline.firstAttempt().onComplete(promise));
  }

  /**
   * Sends one command.
   *
   * @return Redis' reply, null where Redis says nil; fails with {@link RedisUnavailableException}
   *     when the link is down or full, when no answer comes in time, and when Redis answers that it
   *     cannot serve just now (loading, out of memory, read-only); with Redis' error otherwise
   */
  @SuppressWarnings("NullAway") // nil comes as null; a caller knows whether its command can say it
  public Future<Response> send(Request request) {
    return home.call(
        promise -> {
          RedisConnection redis = open(1, promise);
          if (redis != null) {
            inFlight.follow(1, redis.send(request), promise, this::translate);
          }
        });
  }

  /**
   * Sends one command, as above.
   *
   * @param atOnce gets the reply first, on the link's event loop: for a caller on another thread
   *     who cannot wait for its turn there; not called when the command fails
   */
  @SuppressWarnings("NullAway") // as above
  public Future<Response> send(Request request, Consumer<Response> atOnce) {
    return home.call(
        promise -> {
          RedisConnection redis = open(1, promise);
          if (redis != null) {
            Promise<Response> here = Promise.promise();
            here.future().onSuccess(atOnce::accept).onComplete(promise);
            inFlight.follow(1, redis.send(request), here, this::translate);
          }
        });
  }

  /**
   * Sends commands together, which costs far less than one by one. They are not a transaction.
   *
   * @return the replies in the order of the requests; fails as {@link #send} when any of them
   *     failed, though the others have run
   */
  @SuppressWarnings("NullAway") // as above
  public Future<List<Response>> batch(List<Request> requests) {
    return home.call(
        promise -> {
          RedisConnection redis = open(requests.size(), promise);
          if (redis != null) {
            inFlight.follow(requests.size(), redis.batch(requests), promise, this::translate);
          }
        });
  }

  /**
   * Tells all subscribers of a channel.
   *
   * @return whether there was any; fails as {@link #send}
   */
  public Future<Boolean> publish(String channel, Buffer message) {
    return send(Request.cmd(Command.PUBLISH).arg(channel).arg(message)).map(Replies::yes);
  }

  /** Whether a command sent now would be written. */
  public boolean isUp() {
    return connection != null;
  }

  /**
   * Runs {@code action} on the link's context after every connect that follows, the first one
   * included.
   */
  public void onUp(Runnable action) {
    upListeners.add(action);
  }

  /** Runs {@code action} on the link's context after every loss of the connection. */
  public void onDown(Runnable action) {
    downListeners.add(action);
  }

  /** Fails what is in flight and disconnects for good. */
  public Future<Void> close() {
    return home.call(promise -> lifeline.close().onComplete(promise));
  }

  private @Nullable RedisConnection open(int commands, Promise<?> promise) {
    RedisConnection redis = connection;
    if (redis == null) {
      promise.fail(lifeline.unavailable(false));
      return null;
    }
    if (inFlight.size() + commands > settings.maxPending()) {
      promise.fail(
          new RedisUnavailableException(
              "too many commands wait for Redis", settings.commandTimeout(), false));
      return null;
    }
    return redis;
  }

  private void up(RedisConnection redis) {
    connection = redis;
    upListeners.forEach(home::tell);
  }

  private void down() {
    if (connection == null) {
      return;
    }
    connection = null;
    inFlight.failAll(() -> lifeline.unavailable(true));
    downListeners.forEach(home::tell);
  }

  private Throwable translate(Throwable failure) {
    if (Failures.isPassingReply(failure)) {
      return new RedisUnavailableException(
          Failures.describe(failure), settings.commandTimeout(), false);
    }
    if (Failures.isMisuse(failure)) {
      return new IllegalArgumentException("a command has the wrong number of arguments");
    }
    return Failures.isReply(failure) ? failure : lifeline.unavailable(true);
  }
}
