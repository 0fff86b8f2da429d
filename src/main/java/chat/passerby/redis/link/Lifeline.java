package chat.passerby.redis.link;

import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to Redis alive for ever: connects, watches, and connects again after a
 * random wait that grows with each failure. There is at most one attempt or connection at a time.
 *
 * <p>Every attempt has a Vert.x client of its own, because closing that client is the only way to
 * close a pooled connection for certain, and to give up one that hangs half-way. An attempt has
 * succeeded when Redis answered {@code PING} (a server that still loads its data refuses) and
 * {@code prepare} is done.
 *
 * <p>All methods are called on the event loop of {@code home}.
 */
public final class Lifeline {
  private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

  private final Home home;
  private final Whereabouts whereabouts;
  private final LinkSettings settings;
  private final String name;
  private final Function<RedisConnection, Future<Void>> prepare;
  private final Consumer<RedisConnection> onUp;
  private final Runnable onEnd;
  private final Backoff backoff;

  private final Promise<Void> started = Promise.promise();
  private final Closeable closeHook = this::closeWithContext;
  private @Nullable Attempt current;
  private volatile boolean closed;
  private String trouble = "Redis was not connected yet";

  /**
   * @param prepare what a new connection needs before it counts as up
   * @param onUp called after each success
   * @param onEnd called after every attempt that failed, every connection that was lost, and the
   *     end for good
   */
  public Lifeline(
      Home home,
      Whereabouts whereabouts,
      LinkSettings settings,
      String name,
      Function<RedisConnection, Future<Void>> prepare,
      Consumer<RedisConnection> onUp,
      Runnable onEnd) {
    if (!name.matches("[\\w:.-]+")) {
      throw new IllegalArgumentException("a connection's name is letters, digits and _ : . -");
    }
    this.home = home;
    this.whereabouts = whereabouts;
    this.settings = settings;
    this.name = name;
    this.prepare = prepare;
    this.onUp = onUp;
    this.onEnd = onEnd;
    this.backoff =
        new Backoff(settings.backoffFloor(), settings.backoffCeiling(), new SplittableRandom());
    home.owner().addCloseHook(closeHook);
  }

  /** Makes the first attempt; called once. */
  public void start() {
    if (closed || current != null) {
      return;
    }
    Attempt attempt = new Attempt();
    current = attempt;
    home.loop()
        .setTimer(
            settings.connectTimeout().toMillis(),
            id -> {
              if (!attempt.succeeded) {
                end(attempt, "Redis did not answer within " + settings.connectTimeout());
              }
            });
    whereabouts
        .find()
        .compose(server -> connect(attempt, server))
        .compose(
            connection -> {
              connection.endHandler(v -> end(attempt, "Redis closed the connection"));
              connection.exceptionHandler(e -> end(attempt, Failures.describe(e)));
              // Sent after the handlers are in place: a connection lost before fails here.
              return connection
                  .send(Request.cmd(Command.PING))
                  .compose(pong -> whereabouts.verify(connection))
                  .map(connection);
            })
        .compose(connection -> prepare.apply(connection).map(connection))
        .onComplete(
            connection -> succeed(attempt, connection),
            e -> {
              String reason = Failures.describe(e);
              if (Failures.isLasting(e)) {
                started.tryFail(new RedisUnfitException(reason));
              }
              end(attempt, reason);
            });
  }

  private Future<RedisConnection> connect(Attempt attempt, RedisEndpoint server) {
    if (current != attempt) {
      return Future.failedFuture(unavailable(false)); // given up meanwhile
    }
    attempt.client = Redis.createClient(home.vertx(), options(server, settings, name));
    return attempt.client.connect();
  }

  /**
   * Completes with the first success; fails when the end comes before, and with a {@link
   * RedisUnfitException} when Redis refuses what no waiting will change. Attempts go on all the
   * same.
   */
  public Future<Void> started() {
    return started.future();
  }

  /** Gives the present connection up, if there is one, and begins anew. */
  public void drop(String reason) {
    if (current != null) {
      end(current, reason);
    }
  }

  /** A failure for whoever needs the connection now, with the latest reason. */
  public RedisUnavailableException unavailable(boolean mayHaveRun) {
    return new RedisUnavailableException(trouble, backoff.bound(), mayHaveRun);
  }

  /** Ends for good; also done with the verticle that made this, or with Vert.x. */
  public Future<Void> close() {
    closed = true;
    home.owner().removeCloseHook(closeHook);
    trouble = "this node closed its connection to Redis";
    started.tryFail(unavailable(false));
    Attempt last = current;
    current = null;
    onEnd.run();
    return last == null ? Future.succeededFuture() : last.close();
  }

  private void closeWithContext(Completable<Void> completion) {
    // At once: the connection may be closed by the same event, which is no reason to reconnect.
    closed = true;
    home.loop().runOnContext(v -> close().onComplete(completion));
  }

  public boolean isClosed() {
    return closed;
  }

  private void succeed(Attempt attempt, RedisConnection connection) {
    if (current != attempt) {
      return;
    }
    attempt.succeeded = true;
    settings.meters().connected();
    trouble = "the connection to Redis was lost";
    LOG.info("{}: connected to Redis", name);
    // Only a connection that lasts proves anything: a server that accepts and hangs up at once
    // must not be tried at the shortest interval for ever.
    home.loop()
        .setTimer(
            settings.backoffCeiling().toMillis(),
            id -> {
              if (current == attempt) {
                backoff.reset();
              }
            });
    onUp.accept(connection);
    started.tryComplete();
  }

  private void end(Attempt attempt, String reason) {
    if (current != attempt || closed) {
      return;
    }
    current = null;
    if (attempt.succeeded) {
      settings.meters().lost();
    }
    if (!reason.equals(trouble)) {
      LOG.warn("{}: {}; connecting again until it works", name, reason);
      trouble = reason;
    }
    attempt.close().onFailure(e -> LOG.debug("{}: closing a lost connection failed", name, e));
    Duration wait = backoff.next();
    home.loop().setTimer(wait.toMillis(), id -> start());
    onEnd.run();
  }

  /** How to reach a single server. */
  static RedisOptions options(RedisEndpoint endpoint, LinkSettings settings, String name) {
    NetClientOptions tcp =
        new NetClientOptions()
            .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
            .setTcpKeepAlive(true);
    if (endpoint.tls()) {
      tcp.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    }
    return new RedisOptions()
        .setConnectionString(endpoint.connectionString(name))
        .setNetClientOptions(tcp)
        .setPoolName(name)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(0)
        .setPoolRecycleTimeout(-1)
        .setMaxWaitingHandlers(settings.maxPending() + 1);
  }

  /** One try and the connection it leads to. */
  private static final class Attempt {
    private @Nullable Redis client;
    private boolean succeeded;

    private Future<Void> close() {
      return client == null ? Future.succeededFuture() : client.close();
    }
  }
}
