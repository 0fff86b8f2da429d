package chat.passerby.redis;

import chat.passerby.redis.cluster.ClusterLinks;
import chat.passerby.redis.cluster.ClusterServers;
import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.link.Replies;
import chat.passerby.redis.link.ServerLink;
import chat.passerby.redis.link.Servers;
import chat.passerby.redis.sentinel.SentinelMaster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One long-lived command connection to Redis that looks after itself, or one to each server of a
 * Redis Cluster. Commands are pipelined: they are written as they come and answered in order; in a
 * cluster that holds for commands whose keys have the same slot.
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
 * {@code pubsub}.
 */
public final class RedisLink {
  /**
   * A script that says it may write. Redis 7 runs no such script at all where writes are refused
   * (OOM, MISCONF, READONLY, NOREPLICAS), though this one does nothing and names no key.
   */
  private static final String WRITER = "#!lua\nreturn 1";

  private final Home home;
  private final Servers servers;
  private final LinkSettings settings;
  private final boolean cluster;
  private final List<Runnable> upListeners = new CopyOnWriteArrayList<>();
  private boolean isAgain;
  private volatile long settledNanos = System.nanoTime();

  private RedisLink(Home home, RedisEndpoint endpoint, LinkSettings settings, String name) {
    this.home = home;
    this.settings = settings;
    this.cluster = endpoint.isCluster();
    this.servers = servers(endpoint, settings, name);
  }

  private Servers servers(RedisEndpoint endpoint, LinkSettings settings, String name) {
    Runnable onUp =
        () -> {
          if (isAgain) {
            unsettle();
          }
          isAgain = true;
          upListeners.forEach(home::tell);
        };
    Optional<RedisGroup> group = endpoint.group();
    if (group.isEmpty()) {
      return ServerLink.alone(home, endpoint, settings, name, onUp);
    }
    return switch (group.get().kind()) {
      case SENTINEL -> SentinelMaster.link(home, group.get(), settings, name, onUp);
      case CLUSTER ->
          new ClusterServers(
              new ClusterLinks(home, group.get(), settings, name, onUp, this::unsettle), settings);
    };
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
          servers.started().onComplete(promise);
          home.loop().runOnContext(v -> servers.start());
        });
  }

  /**
   * Sends one command.
   *
   * @return Redis' reply, null where Redis says nil; fails with {@link RedisUnavailableException}
   *     when the link is down or full, when no answer comes in time, and when Redis answers that it
   *     cannot serve just now (loading, out of memory, read-only); with Redis' error otherwise
   */
  @SuppressWarnings(
      "NullAway") // nil comes as null; the caller knows whether its command can answer it
  public Future<Response> send(Request request) {
    return home.call(promise -> servers.send(request, promise));
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
          Promise<Response> here = Promise.promise();
          here.future().onSuccess(atOnce::accept).onComplete(promise);
          servers.send(request, here);
        });
  }

  /**
   * Sends commands together, which costs far less than one by one. They are not a transaction, and
   * their keys may be in several slots of a cluster.
   *
   * @return the replies in the order of the requests; fails as {@link #send} when any of them
   *     failed, though the others have run
   */
  @SuppressWarnings("NullAway") // as above
  public Future<List<Response>> batch(List<Request> requests) {
    return home.call(promise -> servers.batch(requests, promise));
  }

  /**
   * Tells all subscribers of a channel.
   *
   * @return whether there was any; fails as {@link #send}, and also when nobody is there but Redis
   *     has been away or the channel has moved a moment ago, since subscribers may be on their way
   */
  public Future<Boolean> publish(String channel, Buffer message) {
    return tell(channel, message)
        .map(
            heard -> {
              if (!heard && isSettling()) {
                throw new RedisUnavailableException(
                    "subscribers may be on their way back", settings.commandTimeout(), true);
              }
              return heard;
            });
  }

  /** Whether there was any subscriber at this very moment. */
  public Future<Boolean> tell(String channel, Buffer message) {
    Command publish = cluster ? Command.SPUBLISH : Command.PUBLISH;
    return send(Request.cmd(publish).arg(channel).arg(message)).map(Replies::yes);
  }

  private boolean isSettling() {
    return System.nanoTime() - settledNanos < 0;
  }

  /** A subscriber may need a probe to see that it hears nothing, and then a wait to reconnect. */
  private void unsettle() {
    settledNanos =
        System.nanoTime()
            + settings
                .probeInterval()
                .plus(settings.commandTimeout())
                .plus(settings.backoffCeiling())
                .toNanos();
  }

  /** Whether a command sent now would be written; in a cluster, whatever its key is. */
  public boolean isUp() {
    return servers.isUp();
  }

  /**
   * Whether every server would run a script that writes, now. A PING would not tell: a full or
   * read-only server answers it too. It also shows a server that has fallen silent, which a link
   * without traffic cannot see.
   *
   * @return false when Redis is away or cannot serve just now; fails with any other error, such as
   *     NOPERM
   */
  public Future<Boolean> serves() {
    return isUp()
        ? home.<Void>call(
                promise ->
                    servers.ask(Request.cmd(Command.EVAL).arg(WRITER).arg(0)).onComplete(promise))
            .map(true)
            .recover(
                e ->
                    e instanceof RedisUnavailableException
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(e))
        : Future.succeededFuture(false);
  }

  /**
   * Begins to look for all keys that match a pattern of {@code SCAN}, on every server.
   *
   * @return fails with {@link RedisUnavailableException} while any server is away
   */
  public Future<KeyScan> scan(String pattern) {
    return home.call(
        promise -> {
          List<ServerLink> each = servers.each();
          if (each.isEmpty()) {
            promise.fail(
                RedisUnavailableException.unsent(
                    "a server of Redis is away", settings.backoffCeiling()));
          } else {
            promise.complete(new KeyScan(home, each, pattern));
          }
        });
  }

  /** Whether keys and channels are spread over several servers. */
  public boolean isCluster() {
    return cluster;
  }

  /**
   * Runs {@code action} on the link's context after every connect that follows, the first one
   * included.
   */
  public void onUp(Runnable action) {
    upListeners.add(action);
  }

  /** Fails what is in flight and disconnects for good. */
  public Future<Void> close() {
    return home.call(promise -> servers.close().onComplete(promise));
  }
}
