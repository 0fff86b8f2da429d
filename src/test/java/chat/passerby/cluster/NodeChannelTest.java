package chat.passerby.cluster;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What one node sends on its {@link NodeChannel} comes out of another one's {@link NodeInbox}. */
@TestInstance(Lifecycle.PER_CLASS)
class NodeChannelTest {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final NodeId NOBODY = new NodeId("nobody");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RealRedis redis;
  private final Context context;
  private final NodeChannel channel;
  private final RealRedis.Log published;
  private final Subscriber subscriber;
  private final List<Buffer> inboxOfOne = new CopyOnWriteArrayList<>();
  private final List<Buffer> inboxOfTwo = new CopyOnWriteArrayList<>();

  NodeChannelTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    context = redis.vertx().getOrCreateContext();
    channel = new NodeChannel(context, redis.link());
    published = redis.listen("passerby:node:one");
    subscriber =
        Subscriber.create(
            redis.vertx(), redis.endpoint(), LinkSettings.DEFAULTS, redis.link(), "inbox");
    get(subscriber.start());
    Faults faults = new Faults(new Meters(registry), new SystemClock());
    get(inbox(ONE, UnseenFaults.create()).open(inboxOfOne::add));
    get(inbox(TWO, faults).open(inboxOfTwo::add));
  }

  private NodeInbox inbox(NodeId node, Faults faults) {
    return new NodeInbox(redis.vertx(), subscriber, node, PeersFixture.none(), faults);
  }

  @BeforeEach
  void clear() {
    inboxOfOne.clear();
    inboxOfTwo.clear();
  }

  @AfterAll
  void stop() {
    get(subscriber.close());
    redis.close();
  }

  @Test
  void messages_ofOneTurn_travelTogetherAndArriveInOrder() {
    int before = published.soFar().size();
    List<Buffer> messages = numbered(100);
    assertTrue(inOneTurn(ONE, messages).stream().allMatch(heard -> get(heard)));
    await("all arrive", () -> inboxOfOne.size() == 100);
    assertEquals(messages, inboxOfOne);
    assertEquals(1, published.soFar().size() - before);
  }

  @Test
  void messages_ofSeveralTurns_arriveInOrder() {
    int before = published.soFar().size();
    List<Buffer> messages = numbered(30);
    messages.forEach(message -> assertTrue(get(inOneTurn(ONE, List.of(message)).get(0))));
    await("all arrive", () -> inboxOfOne.size() == 30);
    assertEquals(messages, inboxOfOne);
    assertEquals(30, published.soFar().size() - before);
  }

  @Test
  void messages_tooManyForOneBatch_travelInSeveralAndArriveInOrder() {
    int before = published.soFar().size();
    List<Buffer> messages = numbered(40);
    messages.forEach(message -> message.appendBytes(new byte[64 * 1024]));
    assertTrue(inOneTurn(ONE, messages).stream().allMatch(heard -> get(heard)));
    await("all arrive", () -> inboxOfOne.size() == 40);
    assertEquals(messages, inboxOfOne);
    List<Buffer> batches = published.soFar().subList(before, published.soFar().size());
    assertTrue(batches.size() >= 10, batches.size() + " batches");
    batches.forEach(batch -> assertTrue(batch.length() < 400 * 1024, batch.length() + " bytes"));
  }

  @Test
  void messages_forTwoNodes_goToEachItsOwn() {
    Buffer first = Buffer.buffer("for one");
    Buffer second = Buffer.buffer("for two");
    Future<Boolean> one = inOneTurn(ONE, List.of(first)).get(0);
    Future<Boolean> two = inOneTurn(TWO, List.of(second)).get(0);
    assertTrue(get(one) && get(two));
    await("both arrive", () -> !inboxOfOne.isEmpty() && !inboxOfTwo.isEmpty());
    assertEquals(List.of(first), inboxOfOne);
    assertEquals(List.of(second), inboxOfTwo);
  }

  @Test
  void message_ofAnyBytes_arrivesAsItIs() {
    byte[] bytes = new byte[256];
    IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
    List<Buffer> messages = List.of(Buffer.buffer(bytes), Buffer.buffer(), Buffer.buffer("\r\n"));
    inOneTurn(ONE, messages).forEach(heard -> assertTrue(get(heard)));
    await("all arrive", () -> inboxOfOne.size() == 3);
    assertEquals(messages, inboxOfOne);
  }

  @Test
  void messages_farTooMany_failInsteadOfFillingMemory() {
    List<Buffer> messages = numbered(200);
    messages.forEach(message -> message.appendBytes(new byte[64 * 1024]));
    List<Future<Boolean>> answers = inOneTurn(ONE, messages);
    long taken = answers.stream().filter(answer -> !answer.failed()).count();
    assertTrue(taken > 50 && taken < 120, taken + " taken");
    answers.stream().filter(answer -> !answer.failed()).forEach(heard -> assertTrue(get(heard)));
    await("those arrive", () -> inboxOfOne.size() == taken);
    assertEquals(messages.subList(0, (int) taken), inboxOfOne);
  }

  @Test
  void batch_behindOneThatNobodyHeard_isNotHeardEither() {
    List<Buffer> messages = numbered(20);
    messages.forEach(message -> message.appendBytes(new byte[64 * 1024]));
    assertTrue(inOneTurn(NOBODY, messages).stream().noneMatch(heard -> get(heard)));
  }

  @Test
  void node_thatNobodyIs_hearsNothingAndThatIsSaid() {
    assertFalse(get(inOneTurn(NOBODY, List.of(Buffer.buffer("hello"))).get(0)));
    assertFalse(get(call(() -> channel.probe(NOBODY))));
  }

  @Test
  void node_probed_isThereAndIsToldNothing() {
    assertTrue(get(call(() -> channel.probe(ONE))));
    Buffer message = Buffer.buffer("hello");
    inOneTurn(ONE, List.of(message)).forEach(heard -> assertTrue(get(heard)));
    await("it arrives", () -> !inboxOfOne.isEmpty());
    assertEquals(List.of(message), inboxOfOne);
  }

  @Test
  void message_withRedisAway_fails() {
    RedisLink closed = redis.connect();
    get(closed.close());
    NodeChannel cutOff = new NodeChannel(context, closed);
    failure(RedisUnavailableException.class, call(() -> cutOff.send(ONE, Buffer.buffer("hello"))));
    failure(RedisUnavailableException.class, call(() -> cutOff.probe(ONE)));
  }

  @Test
  void batch_cutShort_isHandedOverAsFarAsItGoesAndTheRestCounted() {
    Buffer batch =
        new PackedWriter().bytes(Buffer.buffer("whole")).bytes(Buffer.buffer("cut")).packed();
    redis.ask(Command.PUBLISH, "passerby:node:two", batch.getBuffer(0, batch.length() - 1));
    Buffer next = Buffer.buffer("next");
    inOneTurn(TWO, List.of(next)).forEach(heard -> assertTrue(get(heard)));
    await("both arrive", () -> inboxOfTwo.size() == 2);
    assertEquals(List.of(Buffer.buffer("whole"), next), inboxOfTwo);
    assertEquals(1, registry.get("passerby_unreadable").tag("what", "event").counter().count());
  }

  private static List<Buffer> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> Buffer.buffer("message " + i)).toList();
  }

  private List<Future<Boolean>> inOneTurn(NodeId node, List<Buffer> messages) {
    List<Future<Boolean>> heard = new ArrayList<>();
    Promise<Void> sent = Promise.promise();
    context.runOnContext(
        turn -> {
          messages.forEach(message -> heard.add(channel.send(node, message)));
          sent.complete();
        });
    get(sent.future());
    return heard;
  }

  private <T> Future<T> call(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(turn -> work.get().onComplete(done));
    return done.future();
  }
}
