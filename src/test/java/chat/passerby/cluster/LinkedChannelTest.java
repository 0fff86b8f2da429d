package chat.passerby.cluster;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.UnseenFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages from one node to another with a direct link between them, which goes through a proxy
 * that can be cut: whatever becomes of the link, each arrives once and in order.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LinkedChannelTest {
  private static final String SECRET = "the secret that all nodes share";
  private static final NodeId SENDER = new NodeId("sender");

  private final RealRedis redis;
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private NodeId receiver = NodeId.random();
  private Context context;
  private Subscriber subscriber;
  private NodeInbox inbox;
  private TcpProxy proxy;
  private RedisLink link;
  private TcpProxy toRedis;
  private NodeChannel channel;
  private final NeighboursFixture neighbours = new NeighboursFixture();
  private final List<Buffer> arrived = new CopyOnWriteArrayList<>();

  LinkedChannelTest(@TempDir Path data) {
    redis = RealRedis.start(data);
  }

  @BeforeEach
  void start() {
    arrived.clear();
    registry = new SimpleMeterRegistry();
    receiver = NodeId.random();
    context = redis.vertx().getOrCreateContext();
    subscriber =
        Subscriber.create(
            redis.vertx(), redis.endpoint(), LinkSettings.DEFAULTS, redis.link(), "inbox");
    get(subscriber.start());
    link = redis.connect();
    receive(SECRET);
    send(SECRET);
  }

  /** Begins to receive, with links taken from who knows that secret. */
  private void receive(String secret) {
    Peers peers = PeersFixture.here(secret, new SimpleMeterRegistry());
    inbox = new NodeInbox(redis.vertx(), subscriber, receiver, peers, UnseenFaults.create());
    Promise<Void> open = Promise.promise();
    context.runOnContext(turn -> inbox.open(arrived::add).onComplete(open));
    get(open.future());
    proxy = TcpProxy.to(peers.address().orElseThrow().port());
    neighbours.learns(Map.of(receiver, new PeerAddress("127.0.0.1", proxy.port())));
  }

  private void send(String secret) {
    LinkMaker maker =
        new LinkMaker(
            redis.vertx(), SENDER, PeersFixture.here(secret, registry), neighbours.neighbours());
    channel = new NodeChannel(context, link, Optional.of(maker));
  }

  @AfterEach
  void end() {
    proxy.close();
    get(inbox.close());
    get(subscriber.close());
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  @Test
  void messages_onceThereIsALink_takeIt() {
    linked();
    RealRedis.Log published = redis.listen(NodeChannel.name(receiver));
    assertArrived(burst(0, 100));
    assertEquals(0, published.soFar().size());
  }

  @Test
  void message_whoseAnswerIsAwaited_isAnsweredOnTheLink() {
    linked();
    List<Future<Boolean>> heard = new ArrayList<>();
    onLoop(() -> heard.add(channel.send(receiver, Buffer.buffer("now"))));
    onLoop(() -> heard.add(channel.probe(receiver)));
    heard.forEach(each -> assertTrue(get(each)));
    assertEquals(1, count("opened"));
  }

  @Test
  void burst_withTheLinkCutInTheMiddle_arrivesOnceAndInOrder() {
    linked();
    List<Future<Boolean>> heard = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      heard.addAll(burst(i * 50, 50));
      if (i % 10 == 5) {
        proxy.cut();
        proxy.mend();
      }
    }
    assertArrived(heard);
    await(
        "there is a link again",
        () -> {
          assertArrivedMore();
          return count("opened") > 1;
        });
  }

  @Test
  void burst_onALinkThatSwallowsIt_goesThroughRedisOnceAndInOrder() {
    linked();
    List<Future<Boolean>> heard = new ArrayList<>(burst(0, 100));
    proxy.swallow();
    for (int i = 2; i < 20; i++) {
      heard.addAll(burst(i * 50, 50));
    }
    assertArrived(heard);
    assertEquals(1, count("lost"));
  }

  /** The sender has given the link up while what it has sent there is still on its way. */
  @Test
  void burst_thatComesOnBothWays_isTakenOnce() {
    linked();
    List<Future<Boolean>> heard = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      heard.addAll(burst(i * 50, 50));
    }
    // The answers do not come, the messages do.
    proxy.cutClientSide();
    for (int i = 10; i < 20; i++) {
      heard.addAll(burst(i * 50, 50));
    }
    assertArrived(heard);
  }

  @Test
  void burst_withRedisSlowerThanTheLink_keepsItsOrder() {
    withSlowRedis(
        Duration.ofMillis(100),
        () -> {
          List<Future<Boolean>> heard = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            heard.addAll(burst(i * 5, 5));
            get(heard.get(heard.size() - 1));
            await("a link", () -> count("opened") + count("missed") > 0);
          }
          assertArrived(heard);
          assertEquals(1, count("opened"));
        });
  }

  /** What a new link brings waits as well for what is still under way through Redis. */
  @Test
  void burst_withTheLinkCutWhileRedisIsSlow_arrivesOnceAndInOrder() {
    withSlowRedis(
        Duration.ofMillis(400),
        () -> {
          List<Future<Boolean>> heard = new ArrayList<>();
          for (int links = 1; links <= 4; links++) {
            int wanted = links;
            await(
                "a link",
                () -> {
                  heard.addAll(burst(heard.size(), 5));
                  get(heard.get(heard.size() - 1));
                  return count("opened") >= wanted;
                });
            for (int i = 0; i < 3; i++) {
              heard.addAll(burst(heard.size(), 5));
            }
            proxy.cut();
            proxy.mend();
          }
          assertArrived(heard);
        });
  }

  /** What Redis sends to the receiver takes that much longer. */
  private void withSlowRedis(Duration delay, Runnable test) {
    try (TcpProxy slow = TcpProxy.to(redis.process().port())) {
      slow.delay(delay);
      Subscriber late =
          Subscriber.create(
              redis.vertx(),
              new RedisEndpoint("redis://127.0.0.1:" + slow.port()),
              LinkSettings.DEFAULTS,
              redis.link(),
              "late");
      get(late.start());
      get(inbox.close());
      get(subscriber.close());
      subscriber = late;
      receiver = NodeId.random();
      receive(SECRET);
      test.run();
      end();
    }
    start();
  }

  @Test
  void node_withoutTheSecret_isNotLinkedToAndLosesNothing() {
    send("another secret, which is wrong");
    List<Future<Boolean>> heard = new ArrayList<>(burst(0, 10));
    await("it is refused", () -> count("refused") == 1);
    heard.addAll(burst(10, 10));
    assertArrived(heard);
    assertEquals(0, count("opened"));
  }

  @Test
  void messages_withRedisAway_failAsWithoutALink() {
    linked();
    get(link.close());
    List<Future<Boolean>> heard = burst(0, 2);
    heard.forEach(each -> failure(RedisUnavailableException.class, each));
    assertFalse(arrived.contains(Buffer.buffer("message 0")));
  }

  /** A failure is told within the turn that sends to all nodes. */
  @Test
  void message_thatIsSentToYetAnotherNodeWhenOneFails_disturbsNothing() {
    get(link.close());
    List<Throwable> broken = new CopyOnWriteArrayList<>();
    context.exceptionHandler(broken::add);
    List<Future<Boolean>> first = new ArrayList<>();
    List<Future<Boolean>> second = new CopyOnWriteArrayList<>();
    onLoop(
        () -> {
          for (int i = 0; i < 3; i++) {
            Buffer message = numbered(i, 1).get(0);
            first.add(
                channel
                    .post(NodeId.random(), message)
                    .onFailure(e -> second.add(channel.post(NodeId.random(), message))));
          }
        });
    first.forEach(each -> failure(RedisUnavailableException.class, each));
    await("all are told", () -> second.size() == 3);
    second.forEach(each -> failure(RedisUnavailableException.class, each));
    onLoop(() -> context.exceptionHandler(null));
    assertEquals(List.of(), broken);
  }

  @Test
  void node_thatHasEnded_isNoticedAtOnce() {
    linked();
    get(inbox.close());
    get(subscriber.close());
    await("nobody hears", () -> !get(burst(0, 1).get(0)));
  }

  private long count(String outcome) {
    return Math.round(registry.get("passerby_links").tag("outcome", outcome).counter().count());
  }

  /** Sends until there is a link and it is used. */
  private void linked() {
    await(
        "there is a link",
        () -> {
          assertArrivedMore();
          return count("opened") == 1;
        });
    assertArrivedMore();
    arrived.clear();
  }

  private void assertArrivedMore() {
    List<Future<Boolean>> heard = new ArrayList<>();
    onLoop(() -> heard.add(channel.send(receiver, Buffer.buffer("one more"))));
    assertTrue(get(heard.get(0)));
  }

  private void assertArrived(List<Future<Boolean>> heard) {
    heard.forEach(each -> assertTrue(get(each)));
    List<Buffer> expected = numbered(0, heard.size());
    await("all arrive", () -> arrived.size() >= heard.size());
    assertEquals(expected, List.copyOf(arrived));
  }

  private List<Future<Boolean>> burst(int from, int count) {
    List<Future<Boolean>> heard = new ArrayList<>();
    onLoop(
        () -> numbered(from, count).forEach(message -> heard.add(channel.post(receiver, message))));
    return heard;
  }

  private static List<Buffer> numbered(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Buffer.buffer("message " + i))
        .toList();
  }

  private void onLoop(Runnable work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          work.run();
          done.complete();
        });
    get(done.future());
  }
}
