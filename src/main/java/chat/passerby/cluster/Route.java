package chat.passerby.cluster;

import chat.passerby.cluster.peer.PeerLink;
import chat.passerby.cluster.peer.PeerMeters.Way;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Backoff;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way from one event loop to one other node: a direct link where there is one, else Redis.
 *
 * <p>Batches are numbered, and the receiver goes by the numbers. Through Redis one batch is under
 * way at a time, and the next one fails with it: nothing overtakes what did not arrive. On a link
 * many are under way; when it ends, those that were not answered go through Redis, under the same
 * numbers, before anything else does. A link is used once a numbered batch was heard through Redis,
 * so that the receiver knows what it has to wait for. Used on one event loop only.
 */
final class Route {
  /** More bytes than this do not wait for one node; what comes then fails. */
  private static final int MAX_WAITING_BYTES = 16 * Batch.BYTES;

  /** More bytes than this are not on a link without an answer; what comes then waits. */
  private static final int WINDOW_BYTES = 1024 * 1024;

  private static final Duration RETRY_FLOOR = Duration.ofMillis(100);
  private static final Duration RETRY_CEILING = Duration.ofSeconds(30);

  /** When there is likely to be room again. */
  private static final Duration CROWDED = Duration.ofSeconds(2);

  private final NodeId node;
  private final RedisLink redis;
  private final Optional<LinkMaker> links;
  private final SplittableRandom random = new SplittableRandom();
  private final long channel = random.nextLong();
  private final Backoff backoff = new Backoff(RETRY_FLOOR, RETRY_CEILING, random);
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final Deque<Batch> onLink = new ArrayDeque<>();
  private @Nullable PeerLink link;
  private boolean inRedis;
  private boolean settled;
  private boolean resting;
  private long last;
  private int waitingBytes;
  private int linkBytes;

  /**
   * @param links none when everything goes through Redis
   */
  Route(NodeId node, RedisLink redis, Optional<LinkMaker> links) {
    this.node = node;
    this.redis = redis;
    this.links = links;
  }

  /** As {@link NodeChannel#send}. */
  Future<Boolean> send(Buffer message, boolean answerAwaited) {
    if (waitingBytes > MAX_WAITING_BYTES) {
      return Future.failedFuture(
          RedisUnavailableException.unsent("too many messages wait for another node", CROWDED));
    }
    Batch batch = open();
    int before = batch.length();
    Future<Boolean> heard = batch.add(message, answerAwaited);
    waitingBytes += batch.length() - before;
    return heard;
  }

  /** As {@link NodeChannel#probe}. */
  Future<Boolean> probe() {
    return open().ask();
  }

  /** The batch that takes more, soon to go out. */
  private Batch open() {
    Batch newest = waiting.peekLast();
    if (newest == null || newest.isFull()) {
      newest = new Batch();
      waiting.add(newest);
    }
    return newest;
  }

  /** Sends what waits, as far as it may go. */
  void push() {
    if (waiting.isEmpty()) {
      return;
    }
    link();
    PeerLink ready = link;
    if (ready != null && ready.isReady() && settled && redis.isUp()) {
      // A link may end by what is sent: then all of it is to be sent again.
      while (ready.isReady() && !waiting.isEmpty() && linkBytes < WINDOW_BYTES) {
        Batch batch = next();
        linkBytes += batch.length();
        onLink.add(batch);
        sent(Way.LINK);
        ready.send(numbered(batch), batch.isUrgent(), batch.bytes());
      }
    } else if (!onLink.isEmpty()) {
      // What waits must not overtake those; when Redis is away it waits for nothing.
      if (!redis.isUp()) {
        takeAll().forEach(batch -> batch.heard().fail(away()));
      }
    } else if (!inRedis) {
      publish(next());
    }
  }

  private static RedisUnavailableException away() {
    return RedisUnavailableException.unsent("Redis is away", CROWDED);
  }

  private Batch next() {
    Batch batch = waiting.remove();
    waitingBytes -= batch.length();
    return batch;
  }

  private long numbered(Batch batch) {
    if (batch.number() == 0) {
      batch.number(++last);
    }
    return batch.number();
  }

  private void publish(Batch batch) {
    boolean numbered = batch.number() > 0 || takesLinks();
    Buffer messages = batch.packed();
    Buffer message =
        numbered ? new NumberedBatch(channel, numbered(batch), messages).pack() : messages;
    inRedis = true;
    settled = false;
    sent(Way.REDIS);
    redis
        .publish(NodeChannel.name(node), message)
        .onComplete(
            heard -> {
              inRedis = false;
              settled = numbered && heard;
              List<Batch> behind = heard ? List.of() : takeAll();
              batch.heard().complete(heard);
              behind.forEach(next -> next.heard().complete(false));
              push();
            },
            e -> {
              inRedis = false;
              List<Batch> behind = takeAll();
              batch.heard().fail(e);
              behind.forEach(next -> next.heard().fail(e));
              push();
            });
  }

  private List<Batch> takeAll() {
    List<Batch> all = List.copyOf(waiting);
    waiting.clear();
    waitingBytes = 0;
    return all;
  }

  private boolean takesLinks() {
    return links.filter(maker -> maker.takesLinks(node)).isPresent();
  }

  /** Begins a link, if there may be one. */
  private void link() {
    if (link == null && !resting && links.isPresent()) {
      link = links.get().open(node, channel, this::ready, this::answered, this::ended).orElse(null);
    }
  }

  private void ready() {
    PeerLink ready = link;
    // Only a link that lasts proves anything.
    after(
        RETRY_CEILING,
        () -> {
          if (link == ready) {
            backoff.reset();
          }
        });
    push();
  }

  private void answered(long number) {
    List<Batch> heard = new ArrayList<>();
    while (!onLink.isEmpty() && onLink.element().number() <= number) {
      Batch batch = onLink.remove();
      linkBytes -= batch.length();
      heard.add(batch);
    }
    heard.forEach(batch -> batch.heard().complete(true));
    push();
  }

  private void ended() {
    link = null;
    settled = false;
    while (!onLink.isEmpty()) {
      Batch batch = onLink.removeLast();
      waitingBytes += batch.length();
      waiting.addFirst(batch);
    }
    linkBytes = 0;
    resting = true;
    after(backoff.next(), () -> resting = false);
    push();
  }

  private void sent(Way way) {
    links.ifPresent(maker -> maker.sent(way));
  }

  private void after(Duration time, Runnable action) {
    links.ifPresent(maker -> maker.after(time, action));
  }

  /** The node has been declared dead: what it has not answered is given to Redis. */
  void died() {
    PeerLink last = link;
    if (last != null) {
      last.close();
    }
  }

  /** Whether nothing is under way and nothing is known that is worth keeping. */
  boolean isIdle() {
    return waiting.isEmpty() && onLink.isEmpty() && !inRedis && link == null && !takesLinks();
  }
}
