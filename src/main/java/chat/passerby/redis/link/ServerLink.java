package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One long-lived command connection to one server. Commands are pipelined. */
public final class ServerLink implements Servers {
  private final LinkSettings settings;
  private final Lifeline lifeline;
  private final InFlight inFlight;
  private final Runnable onUp;
  private final Runnable onDown;
  private final BiConsumer<ServerLink, Throwable> onRefusal;
  private final Function<Throwable, Throwable> translation = this::translate;
  private volatile @Nullable RedisConnection connection;

  /**
   * @param onUp called after each connect
   * @param onDown called after each loss of the connection
   * @param onRefusal called when the server answers that it cannot serve just now
   */
  public ServerLink(
      Home home,
      Whereabouts whereabouts,
      LinkSettings settings,
      String name,
      Runnable onUp,
      Runnable onDown,
      BiConsumer<ServerLink, Throwable> onRefusal) {
    this.settings = settings;
    this.onUp = onUp;
    this.onDown = onDown;
    this.onRefusal = onRefusal;
    this.lifeline =
        new Lifeline(
            home, whereabouts, settings, name, c -> Future.succeededFuture(), this::up, this::down);
    this.inFlight =
        new InFlight(
            home.loop(),
            settings.commandTimeout().toMillis(),
            () -> lifeline.drop("Redis left a command unanswered"),
            settings.meters());
  }

  /** The only server there is. */
  public static ServerLink alone(
      Home home, RedisEndpoint server, LinkSettings settings, String name, Runnable onUp) {
    return new ServerLink(
        home, Whereabouts.fixed(server), settings, name, onUp, () -> {}, (link, refusal) -> {});
  }

  /** Gives the connection up and looks for the server anew. */
  public void drop(String why) {
    lifeline.drop(why);
  }

  @Override
  public void start() {
    lifeline.start();
  }

  @Override
  public Future<Void> started() {
    return lifeline.started();
  }

  @Override
  @SuppressWarnings(
      "NullAway") // nil comes as null; the caller knows whether its command can answer it
  public void send(Request request, Promise<Response> promise) {
    RedisConnection redis = open(1, promise);
    if (redis != null) {
      inFlight.follow(1, redis.send(request), promise, translation);
    }
  }

  @Override
  @SuppressWarnings(
      "NullAway") // nil comes as null; the caller knows whether its command can answer it
  public void batch(List<Request> requests, Promise<List<Response>> promise) {
    RedisConnection redis = open(requests.size(), promise);
    if (redis != null) {
      inFlight.follow(requests.size(), redis.batch(requests), promise, translation);
    }
  }

  @Override
  public Future<Void> ask(Request request) {
    Promise<Response> reply = Promise.promise();
    send(request, reply);
    return reply.future().mapEmpty();
  }

  @Override
  public List<ServerLink> each() {
    return isUp() ? List.of(this) : List.of();
  }

  @Override
  public boolean isUp() {
    return connection != null;
  }

  @Override
  public Future<Void> close() {
    return lifeline.close();
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
    onUp.run();
  }

  private void down() {
    if (connection == null) {
      return;
    }
    connection = null;
    inFlight.failAll(() -> lifeline.unavailable(true));
    onDown.run();
  }

  private Throwable translate(Throwable failure) {
    Optional<String> passing = Failures.passingCode(failure);
    if (passing.isPresent()) {
      settings.refusals().heard(passing.get());
      onRefusal.accept(this, failure);
      return new RedisUnavailableException(
          Failures.describe(failure), settings.commandTimeout(), false);
    }
    if (Failures.isMisuse(failure)) {
      return new IllegalArgumentException("a command has the wrong number of arguments");
    }
    return Failures.isReply(failure) ? failure : lifeline.unavailable(true);
  }
}
