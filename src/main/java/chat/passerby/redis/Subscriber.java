package chat.passerby.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived subscriber connection to Redis that looks after itself: it remembers its channels
 * and subscribes to them again after every reconnect.
 *
 * <p>Redis keeps no message for a subscriber that is away. What was published meanwhile is lost, so
 * {@link #onResubscribed} tells when to look for what was missed. That a silent connection still
 * receives is proven by a {@link ReceiveProbe}.
 *
 * <p>It is closed with the verticle that creates it. Every method may be called from anywhere;
 * futures complete on the caller's context, handlers run on the context that created the
 * subscriber, one message after the other in Redis' order.
 */
public final class Subscriber {
  private final Home home;
  private final Lifeline lifeline;
  private final ReceiveProbe probe;
  private final Map<String, Subscription> subscriptions = new HashMap<>();

  private final Confirmations confirmations;
  private final List<Runnable> resubscribedListeners = new CopyOnWriteArrayList<>();
  private @Nullable RedisConnection connection;

  private Subscriber(
      Home home, RedisEndpoint endpoint, LinkSettings settings, RedisLink publisher, String name) {
    this.home = home;
    this.lifeline =
        new Lifeline(home, endpoint, settings, name, this::prepare, c -> up(), this::down);
    this.probe = new ReceiveProbe(home.loop(), settings, publisher, lifeline::drop);
    this.confirmations =
        new Confirmations(home.loop(), settings.commandTimeout().toMillis(), lifeline::drop);
    subscriptions.put(probe.channel(), new Subscription(message -> {}));
  }

  /**
   * A subscriber that is not connected yet.
   *
   * @param publisher a link to the same Redis, for the probe
   * @param name what logs and {@code CLIENT LIST} call it; no spaces
   */
  public static Subscriber create(
      Vertx vertx,
      RedisEndpoint endpoint,
      LinkSettings settings,
      RedisLink publisher,
      String name) {
    return new Subscriber(Home.here(vertx), endpoint, settings, publisher, name);
  }

  /**
   * Begins to connect, and goes on for ever; completes when the first connection receives, and
   * fails only when the subscriber is closed before that.
   */
  public Future<Void> start() {
    return home.call(
        promise -> {
          lifeline.started().onComplete(promise);
          home.loop().runOnContext(v -> lifeline.start());
        });
  }

  /**
   * Receives what is published on {@code channel} from the completion of the returned future on.
   * The channel is remembered at once, so with Redis away the future completes when it is back.
   *
   * @param handler replaces an earlier one of that channel; what it throws is logged
   * @return completes when Redis has confirmed; fails when Redis refuses, and when the channel is
   *     given up first
   */
  public Future<Void> subscribe(String channel, Consumer<Buffer> handler) {
    return home.call(
        promise -> {
          if (lifeline.isClosed()) {
            promise.fail(lifeline.unavailable(false));
            return;
          }
          Subscription known = subscriptions.get(channel);
          if (known == null) {
            known = new Subscription(handler);
            subscriptions.put(channel, known);
            if (connection != null) {
              // Nothing follows from a failure: refused, the future says so; lost, it is redone.
              join(connection, channel, known).onFailure(e -> {});
            }
          } else {
            known.handler = handler;
          }
          known.confirmed.future().onComplete(promise);
        });
  }

  /** Stops receiving from {@code channel}; completes when Redis has confirmed or is away. */
  public Future<Void> unsubscribe(String channel) {
    return home.call(
        promise -> {
          Subscription known = subscriptions.remove(channel);
          if (known != null) {
            known.confirmed.tryFail(new IllegalStateException("unsubscribed before it began"));
          }
          if (known == null || connection == null) {
            promise.complete();
          } else {
            request(connection, Command.UNSUBSCRIBE, channel).otherwiseEmpty().onComplete(promise);
          }
        });
  }

  /**
   * Runs {@code action} on the subscriber's context after every reconnect, when all channels are
   * confirmed again: from then on nothing is missed, and what was missed can be looked for.
   */
  public void onResubscribed(Runnable action) {
    resubscribedListeners.add(action);
  }

  /** Disconnects for good. */
  public Future<Void> close() {
    return home.call(promise -> lifeline.close().onComplete(promise));
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
    if (lifeline.started().isComplete()) {
      resubscribedListeners.forEach(home::tell);
    }
  }

  private void down() {
    connection = null;
    probe.end();
    confirmations.failAll(lifeline.unavailable(false));
    if (lifeline.isClosed()) {
      subscriptions.values().forEach(s -> s.confirmed.tryFail(lifeline.unavailable(false)));
      subscriptions.clear();
    }
  }

  /** Subscribes to a channel; a channel that Redis refuses from the first is forgotten. */
  private Future<Void> join(RedisConnection redis, String channel, Subscription subscription) {
    return request(redis, Command.SUBSCRIBE, channel)
        .onSuccess(v -> subscription.confirmed.tryComplete())
        .recover(
            failure -> {
              if (Failures.isReply(failure) && subscription.confirmed.tryFail(failure)) {
                subscriptions.remove(channel, subscription);
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<Void> request(RedisConnection redis, Command command, String channel) {
    // The client's own future only says that the command was written.
    redis
        .send(Request.cmd(command).arg(channel))
        .onFailure(e -> lifeline.drop(Failures.describe(e)));
    return confirmations.expect(command.toString(), channel);
  }

  private void received(Response push) {
    probe.heard();
    if (push instanceof Throwable error) {
      confirmations.refused(error);
      return;
    }
    String channel = push.get(1).toString();
    switch (push.get(0).toString()) {
      case "message" -> deliver(channel, push.get(2).toBuffer());
      case "subscribe", "unsubscribe" -> confirmations.confirmed(push.get(0).toString(), channel);
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
