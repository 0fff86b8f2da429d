package chat.passerby.redis.pubsub;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.cluster.ClusterSurvey;
import chat.passerby.redis.cluster.Slots;
import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.Inquiry;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import chat.passerby.redis.link.Whereabouts;
import chat.passerby.redis.sentinel.SentinelMaster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Subscriber connections to Redis that look after themselves: they remember their channels and
 * subscribe to them again after every reconnect. One is enough, except in a Redis Cluster: there,
 * each slot with a channel that is wanted has a connection to whatever server has the slot.
 *
 * <p>Redis keeps no message for a subscriber that is away. What was published meanwhile is lost, so
 * {@link #onResubscribed} tells when to look for what was missed. That a silent connection still
 * receives is proven by a {@link ReceiveProbe}.
 *
 * <p>It is closed with the verticle that creates it. Every method may be called from anywhere;
 * futures complete on the caller's context, handlers run on the context that created the
 * subscriber, one message after the other in Redis' order for each channel.
 */
public final class Subscriber {
  /** Where all channels are when there are no slots. */
  private static final int EVERYWHERE = Slots.NONE;

  private final Home home;
  private final LinkSettings settings;
  private final RedisLink publisher;
  private final String name;
  private final Optional<ClusterSurvey> cluster;
  private final Map<Integer, ChannelLine> lines = new HashMap<>();
  private final List<Runnable> resubscribedListeners = new CopyOnWriteArrayList<>();
  private boolean started;
  private boolean closed;

  private Subscriber(
      Home home, RedisEndpoint endpoint, LinkSettings settings, RedisLink publisher, String name) {
    this.home = home;
    this.settings = settings;
    this.publisher = publisher;
    this.name = name;
    Inquiry inquiry = new Inquiry(home, settings, name);
    Optional<RedisGroup> group = endpoint.group();
    if (endpoint.isCluster()) {
      cluster = group.map(servers -> new ClusterSurvey(servers, inquiry));
    } else {
      cluster = Optional.empty();
      Whereabouts server =
          group
              .<Whereabouts>map(sentinels -> new SentinelMaster(sentinels, inquiry))
              .orElseGet(() -> Whereabouts.fixed(endpoint));
      lines.put(EVERYWHERE, line(server, "probe:" + UUID.randomUUID()));
    }
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
   * Begins to connect, and goes on for ever; completes when the first connection receives, in a
   * cluster that of each channel subscribed to so far, and fails only when the subscriber is closed
   * before that.
   */
  public Future<Void> start() {
    return home.call(
        promise ->
            home.loop()
                .runOnContext(
                    v -> {
                      started = true;
                      lines.values().forEach(ChannelLine::start);
                      Future.all(lines.values().stream().map(ChannelLine::started).toList())
                          .<Void>mapEmpty()
                          .onComplete(promise);
                    }));
  }

  /**
   * Receives what is published on {@code channel} from the completion of the returned future on.
   * The channel is remembered at once, so with Redis away the future completes when it is back.
   *
   * @param handler replaces an earlier one of that channel; what it throws is logged
   * @return completes when Redis has confirmed; fails when Redis refuses, and when the subscriber
   *     is closed first
   */
  public Future<Void> subscribe(String channel, Consumer<Buffer> handler) {
    return home.call(promise -> line(channel).subscribe(channel, handler).onComplete(promise));
  }

  /**
   * Runs {@code action} on the subscriber's context after every reconnect, when all channels of the
   * connection are confirmed again: from then on nothing is missed, and what was missed can be
   * looked for.
   */
  public void onResubscribed(Runnable action) {
    resubscribedListeners.add(action);
  }

  /** Disconnects for good. */
  public Future<Void> close() {
    return home.call(
        promise -> {
          closed = true;
          Future.join(lines.values().stream().map(ChannelLine::close).toList())
              .<Void>mapEmpty()
              .onComplete(promise);
        });
  }

  private ChannelLine line(String channel) {
    int key = cluster.isPresent() ? Slots.of(channel) : EVERYWHERE;
    return lines.computeIfAbsent(key, slot -> slotLine(slot, channel));
  }

  private ChannelLine slotLine(int slot, String channel) {
    String probe = "probe:{" + Slots.tag(channel) + "}:" + UUID.randomUUID();
    ChannelLine line = line(cluster.orElseThrow().owner(slot), probe);
    if (closed) {
      line.close().onFailure(e -> {});
    } else if (started) {
      line.start();
    }
    return line;
  }

  private ChannelLine line(Whereabouts server, String probe) {
    return new ChannelLine(
        home,
        server,
        cluster.isPresent(),
        probe,
        settings,
        publisher,
        name,
        () -> resubscribedListeners.forEach(home::tell));
  }
}
