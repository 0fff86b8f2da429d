package chat.passerby.redis.pubsub;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Failures;
import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.Lifeline;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.Whereabouts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber connection to one server and the channels wanted there: all channels of a single
 * server, or those of one slot of a Redis Cluster. They are subscribed to again after every
 * reconnect.
 *
 * <p>A cluster's server that hands over a slot ends the subscriptions in it by itself. The
 * connection is then dropped, and the slot's new server looked for.
 *
 * <p>Used on one event loop only.
 */
final class ChannelLine {
  private final Home home;
  private final boolean sharded;
  private final Runnable onResubscribed;
  private final Lifeline lifeline;
  private final ReceiveProbe probe;
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private final Confirmations confirmations;
  private @Nullable RedisConnection connection;
  private boolean begun;

  /**
   * @param sharded whether the channels are those of a slot
   * @param probe the channel on which this proves to itself that it receives; has the same slot
   * @param onResubscribed called after every reconnect
   */
  ChannelLine(
      Home home,
      Whereabouts whereabouts,
      boolean sharded,
      String probe,
      LinkSettings settings,
      RedisLink publisher,
      String name,
      Runnable onResubscribed) {
    this.home = home;
    this.sharded = sharded;
    this.onResubscribed = onResubscribed;
    this.lifeline =
        new Lifeline(home, whereabouts, settings, name, this::prepare, c -> up(), this::down);
    this.probe = new ReceiveProbe(home.loop(), settings, probe, publisher, lifeline::drop);
    this.confirmations =
        new Confirmations(home.loop(), settings.commandTimeout().toMillis(), lifeline::drop);
    subscriptions.put(probe, new Subscription(message -> {}));
  }

  void start() {
    lifeline.start();
  }

  Future<Void> started() {
    return lifeline.started();
  }

  /** Completes when the server has confirmed; fails when it refuses. */
  Future<Void> subscribe(String channel, Consumer<Buffer> handler) {
    if (lifeline.isClosed()) {
      return Future.failedFuture(lifeline.unavailable(false));
    }
    Subscription known = subscriptions.get(channel);
    if (known == null) {
      known = new Subscription(handler);
      subscriptions.put(channel, known);
      if (connection != null) {
        // A failure needs nothing here: a refusal fails the future, and a lost connection
        // subscribes anew.
        join(connection, channel, known).onFailure(e -> {});
      }
    } else {
      known.handler = handler;
    }
    return known.confirmed.future();
  }

  Future<Void> close() {
    return lifeline.close();
  }

  /** Subscribes a new connection to everything. */
  private Future<Void> prepare(RedisConnection redis) {
    connection = redis;
    redis.handler(this::received);
    return Future.all(
            subscriptions.entrySet().stream()
                .map(entry -> join(redis, entry.getKey(), entry.getValue()))
                .toList())
        .mapEmpty();
  }

  private void up() {
    probe.begin();
    if (begun) {
      onResubscribed.run();
    }
    begun = true;
  }

  private void down() {
    connection = null;
    probe.end();
    confirmations.failAll(lifeline.unavailable(false));
    if (lifeline.isClosed()) {
      probe.close();
      subscriptions.values().forEach(s -> s.confirmed.tryFail(lifeline.unavailable(false)));
      subscriptions.clear();
    }
  }

  /** Subscribes to a channel; a channel that Redis refuses at the first attempt is forgotten. */
  private Future<Void> join(RedisConnection redis, String channel, Subscription subscription) {
    return request(redis, channel)
        .onSuccess(v -> subscription.confirmed.tryComplete())
        .recover(
            failure -> {
              if (Failures.isRefusal(failure) && subscription.confirmed.tryFail(failure)) {
                subscriptions.remove(channel, subscription);
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<Void> request(RedisConnection redis, String channel) {
    // The client's own future only says that the command was written.
    redis
        .send(Request.cmd(sharded ? Command.SSUBSCRIBE : Command.SUBSCRIBE).arg(channel))
        .onFailure(e -> lifeline.drop(Failures.describe(e)));
    return confirmations.expect(channel);
  }

  private void received(Response push) {
    probe.heard();
    if (push instanceof Throwable error) {
      confirmations.refused(error);
      return;
    }
    String channel = push.get(1).toString();
    switch (push.get(0).toString()) {
      case "message", "smessage" -> deliver(channel, push.get(2).toBuffer());
      case "subscribe", "ssubscribe" -> confirmations.confirmed(channel);
      case "unsubscribe", "sunsubscribe" -> lifeline.drop("Redis has ended a subscription");
      default -> {}
    }
  }

  private void deliver(String channel, Buffer message) {
    Subscription subscription = subscriptions.get(channel);
    if (channel.equals(probe.channel())) {
      probe.received(message);
    } else if (subscription != null) {
      Consumer<Buffer> handler = subscription.handler;
      home.tell(() -> handler.accept(message));
    }
  }

  /** A channel that is wanted. */
  private static final class Subscription {
    private final Promise<Void> confirmed = Promise.promise();
    private Consumer<Buffer> handler;

    Subscription(Consumer<Buffer> handler) {
      this.handler = handler;
    }
  }
}
