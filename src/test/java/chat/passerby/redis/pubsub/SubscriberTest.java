package chat.passerby.redis.pubsub;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SubscriberTest {
  private static final LinkSettings QUICK =
      new LinkSettings(
          Duration.ofMillis(1000),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          1000,
          Duration.ofMillis(50));

  @AutoClose private final RedisProcess redis;
  @AutoClose private final TcpProxy proxy;
  private final RedisEndpoint throughProxy;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink publisher;
  private final Subscriber subscriber;
  private final AtomicInteger resubscribed = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  SubscriberTest(@TempDir Path data) {
    redis = RedisProcess.start(data);
    proxy = TcpProxy.to(redis.port());
    publisher = RedisLink.create(vertx, redis.endpoint(), QUICK, "publisher");
    throughProxy = new RedisEndpoint("redis://127.0.0.1:" + proxy.port());
    subscriber = Subscriber.create(vertx, throughProxy, QUICK, publisher, "subscriber");
    subscriber.onResubscribed(resubscribed::incrementAndGet);
    get(publisher.start());
    get(subscriber.start());
  }

  @AfterEach
  void stop() {
    get(subscriber.close());
    get(publisher.close());
    get(vertx.close());
  }

  @Test
  void message_afterSubscribe_arrivesAtItsChannelOnly() {
    List<String> other = new CopyOnWriteArrayList<>();
    get(subscriber.subscribe("a", this::hear));
    get(subscriber.subscribe("b", bytes -> other.add(bytes.toString())));
    for (int i = 0; i < 100; i++) {
      assertEquals(1, publish("a", "a" + i));
      assertEquals(1, publish("b", "b" + i));
    }
    await("all", () -> heard.size() == 100 && other.size() == 100);
    assertEquals("a99", heard.getLast());
    assertTrue(other.stream().allMatch(text -> text.startsWith("b")));
    assertEquals(0, resubscribed.get());
  }

  @Test
  void subscriptions_afterKillAndRestart_areRedone() {
    for (int i = 0; i < 20; i++) {
      get(subscriber.subscribe("channel" + i, this::hear));
    }
    redis.kill();
    redis.restart();
    await("resubscribed", () -> resubscribed.get() == 1 && publisher.isUp());
    for (int i = 0; i < 20; i++) {
      assertEquals(1, publish("channel" + i, "again" + i));
    }
    await("all", () -> heard.size() == 20);
  }

  @Test
  void connection_closedByServer_isReplaced() {
    get(subscriber.subscribe("a", this::hear));
    send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub"));
    await("resubscribed", () -> resubscribed.get() == 1);
    publish("a", "again");
    await("message", () -> heard.contains("again"));
  }

  @Test
  void connection_thatSwallowsEverything_isNoticedAndReplaced() {
    get(subscriber.subscribe("a", this::hear));
    proxy.swallow();
    assertEquals(1, publish("a", "lost"));
    await("resubscribed", () -> resubscribed.get() == 1);
    publish("a", "again");
    await("message", () -> heard.contains("again"));
    assertFalse(heard.contains("lost"));
  }

  @Test
  void connection_thatOnlyTheServerLost_isNoticedLongBeforeTheTimeOut() {
    LinkSettings slow =
        new LinkSettings(
            QUICK.connectTimeout(),
            Duration.ofMinutes(10),
            QUICK.backoffFloor(),
            QUICK.backoffCeiling(),
            QUICK.maxPending(),
            QUICK.probeInterval());
    AtomicInteger reconciled = new AtomicInteger();
    Subscriber patient = Subscriber.create(vertx, throughProxy, slow, publisher, "patient");
    patient.onResubscribed(reconciled::incrementAndGet);
    get(patient.start());
    get(patient.subscribe("a", this::hear));
    proxy.cutServerSide();
    await("resubscribed", () -> reconciled.get() == 1);
    publish("a", "again");
    await("message", () -> heard.contains("again"));
    get(patient.close());
  }

  @Test
  void probe_onGoodConnection_leavesItAlone() {
    get(subscriber.subscribe("a", this::hear));
    String before = clientId();
    String published = "cmdstat_publish:calls=";
    await(
        "ten probes",
        () -> {
          String stats = send(Request.cmd(Command.INFO).arg("commandstats"));
          int at = stats.indexOf(published);
          return at >= 0
              && Integer.parseInt(stats.substring(at + published.length(), stats.indexOf(',', at)))
                  >= 10;
        });
    assertEquals(before, clientId());
    assertEquals(0, resubscribed.get());
  }

  @Test
  void subscribe_duringOutage_completesWhenRedisIsBack() {
    redis.kill();
    Future<Void> subscribed = subscriber.subscribe("late", this::hear);
    await("publisher down", () -> !publisher.isUp());
    assertFalse(subscribed.isComplete());
    redis.restart();
    get(subscribed);
    await("publisher up", publisher::isUp);
    // A server that has just started may drop the connection once more, and one message with it.
    await(
        "message",
        () -> {
          publish("late", "hello");
          return heard.contains("hello");
        });
  }

  @Test
  void channel_refusedByRedis_failsAndHarmsNoOther() {
    send(
        Request.cmd(Command.ACL)
            .arg("SETUSER")
            .arg("limited")
            .arg("on")
            .arg(">pw")
            .arg("+@all")
            .arg("allkeys")
            .arg("resetchannels")
            .arg("&probe:*")
            .arg("&allowed"));
    RedisEndpoint endpoint = new RedisEndpoint("redis://limited:pw@127.0.0.1:" + redis.port());
    Subscriber limited = Subscriber.create(vertx, endpoint, QUICK, publisher, "limited");
    Future<Void> early = limited.subscribe("forbidden", this::hear);
    get(limited.start());
    assertTrue(message(failure(Throwable.class, early)).startsWith("NOPERM"));
    Future<Void> late = limited.subscribe("forbidden", this::hear);
    get(limited.subscribe("allowed", this::hear));
    assertTrue(message(failure(Throwable.class, late)).startsWith("NOPERM"));
    publish("allowed", "hello");
    await("message", () -> heard.contains("hello"));
    get(limited.close());
  }

  @Test
  void handler_thatThrows_getsTheNextMessageAndIsLoggedWithoutContent() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      Consumer<Buffer> failing =
          message -> {
            hear(message);
            throw new IllegalStateException("cannot read " + message);
          };
      get(subscriber.subscribe("a", failing));
      publish("a", "hush1");
      publish("a", "hush2");
      await("both", () -> heard.equals(List.of("hush1", "hush2")));
      await("logged", () -> events(log).stream().anyMatch(e -> e.getLevel() == Level.ERROR));
    } finally {
      root.detachAppender(log);
    }
    for (ILoggingEvent event : events(log)) {
      assertFalse(event.getFormattedMessage().contains("hush"), event.getFormattedMessage());
      assertNull(event.getThrowableProxy());
    }
  }

  /**
   * What was logged up to now; others may be logging, which the appender does under its own lock.
   */
  private static List<ILoggingEvent> events(ListAppender<ILoggingEvent> log) {
    synchronized (log) {
      return List.copyOf(log.list);
    }
  }

  @Test
  void handler_ofSubscriberMadeOnAContext_runsThere() {
    Context home = vertx.getOrCreateContext();
    AtomicReference<Context> ran = new AtomicReference<>();
    AtomicReference<Subscriber> made = new AtomicReference<>();
    home.runOnContext(
        v -> made.set(Subscriber.create(vertx, redis.endpoint(), QUICK, publisher, "home")));
    await("made", () -> made.get() != null);
    Subscriber own = Objects.requireNonNull(made.get());
    get(own.start());
    get(own.subscribe("a", bytes -> ran.set(vertx.getOrCreateContext())));
    publish("a", "hello");
    await("message", () -> ran.get() != null);
    assertEquals(home, ran.get());
    get(own.close());
  }

  @Test
  void subscriber_closed_failsWhatWaits() {
    redis.kill();
    Future<Void> waiting = subscriber.subscribe("late", this::hear);
    get(subscriber.close());
    failure(RedisUnavailableException.class, waiting);
    failure(RedisUnavailableException.class, subscriber.subscribe("later", this::hear));
  }

  private void hear(Buffer message) {
    heard.add(message.toString());
  }

  private int publish(String channel, String text) {
    return Integer.parseInt(send(Request.cmd(Command.PUBLISH).arg(channel).arg(text)));
  }

  private String clientId() {
    String clients = send(Request.cmd(Command.CLIENT).arg("LIST").arg("TYPE").arg("pubsub"));
    return clients.substring(0, clients.indexOf(' '));
  }

  private String send(Request request) {
    return get(publisher.send(request)).toString();
  }
}
