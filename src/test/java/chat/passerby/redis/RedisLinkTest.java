package chat.passerby.redis;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static chat.passerby.redis.link.LinkSettings.DEFAULTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisLinkTest {
  private static final int MAX_PENDING = 100;

  /** For a server that is paused for a moment only, however slow this machine is. */
  private static final LinkSettings PATIENT =
      new LinkSettings(
          DEFAULTS.connectTimeout(),
          Duration.ofSeconds(30),
          DEFAULTS.backoffFloor(),
          DEFAULTS.backoffCeiling(),
          MAX_PENDING,
          DEFAULTS.probeInterval());

  private static final LinkSettings QUICK =
      new LinkSettings(
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          MAX_PENDING,
          DEFAULTS.probeInterval());

  @AutoClose private final RedisProcess redis;
  private final Vertx vertx = Vertx.vertx();
  private RedisLink link;

  RedisLinkTest(@TempDir Path data) {
    redis = RedisProcess.start(data);
    link = link(QUICK);
    get(link.start());
  }

  @AfterEach
  void stop() {
    get(link.close());
    get(vertx.close());
  }

  @Test
  void command_sent_isAnswered() {
    assertEquals("OK", get(set("a", "1")).toString());
    assertEquals("1", get(read("a")).toString());
    assertNull(get(read("nothing")));
  }

  @Test
  void batch_sent_isAnsweredInOrder() {
    List<Request> requests =
        IntStream.range(0, 50).mapToObj(i -> Request.cmd(Command.ECHO).arg(i)).toList();
    List<String> replies = get(link.batch(requests)).stream().map(Response::toString).toList();
    assertEquals(IntStream.range(0, 50).mapToObj(Integer::toString).toList(), replies);
    assertEquals(List.of(), get(link.batch(List.of())));
  }

  @Test
  void link_afterKillAndRestart_worksAgainEachTime() {
    AtomicInteger ups = new AtomicInteger();
    link.onUp(ups::incrementAndGet);
    get(set("a", "1"));
    for (int round = 1; round <= 3; round++) {
      redis.kill();
      await("down", () -> !link.isUp());
      redis.restart();
      await("up", link::isUp);
      assertEquals("1", get(read("a")).toString());
      assertEquals(round, ups.get());
    }
  }

  @Test
  void pendingCommands_serverKilled_failAsPerhapsRun() {
    redis.pause();
    List<Future<Response>> pending =
        IntStream.range(0, 10).mapToObj(i -> set("key" + i, "1")).toList();
    get(link.batch(List.of())); // by way of the event loop, so after the commands
    redis.kill();
    for (Future<Response> command : pending) {
      assertTrue(failure(RedisUnavailableException.class, command).mayHaveRun());
    }
  }

  @Test
  void command_serverSilent_failsAndLinkRecovers() {
    redis.pause();
    RedisUnavailableException failure = failure(RedisUnavailableException.class, set("a", "1"));
    assertTrue(failure.mayHaveRun());
    assertTrue(message(failure).contains("may have run"), message(failure));
    assertFalse(link.isUp());
    redis.resume();
    await("up", link::isUp);
    assertEquals("OK", get(set("a", "2")).toString());
    assertEquals("2", get(read("a")).toString());
  }

  @Test
  void server_silentWhileNothingIsSent_isNoticedByWhoAsks() {
    assertTrue(get(link.serves()));
    redis.pause();
    assertTrue(link.isUp());
    assertFalse(get(link.serves()));
    await("down", () -> !link.isUp());
    assertFalse(get(link.serves()));
    redis.resume();
    await("up", () -> get(link.serves()));
  }

  @Test
  void command_duringOutage_failsAtOnceWithTimeToRetry() {
    redis.kill();
    await("down", () -> !link.isUp());
    RedisUnavailableException failure = failure(RedisUnavailableException.class, set("a", "1"));
    assertFalse(failure.mayHaveRun());
    assertTrue(failure.retryAfter().isPositive());
  }

  @Test
  void commands_overBound_areRefused() {
    get(link.close());
    link = link(PATIENT);
    get(link.start());
    redis.pause();
    List<Future<Response>> pending =
        IntStream.range(0, MAX_PENDING).mapToObj(i -> set("key" + i, "1")).toList();
    RedisUnavailableException refusal = failure(RedisUnavailableException.class, set("more", "1"));
    assertFalse(refusal.mayHaveRun());
    assertTrue(pending.stream().noneMatch(Future::isComplete));
    redis.resume();
    pending.forEach(Eventually::get);
    assertNull(get(read("more")));
    List<Request> tooLong =
        IntStream.rangeClosed(0, MAX_PENDING).mapToObj(i -> Request.cmd(Command.PING)).toList();
    failure(RedisUnavailableException.class, link.batch(tooLong));
    assertEquals("OK", get(set("a", "1")).toString());
  }

  @Test
  void reply_thatRedisCannotServeNow_isUnavailable() {
    get(config("maxmemory", "1"));
    RedisUnavailableException full = failure(RedisUnavailableException.class, set("a", "1"));
    assertTrue(message(full).contains("OOM"), message(full));
    failure(
        RedisUnavailableException.class,
        link.batch(List.of(Request.cmd(Command.PING), Request.cmd(Command.SET).arg("a").arg(1))));
    get(config("maxmemory", "0"));
    get(link.send(Request.cmd(Command.REPLICAOF).arg("127.0.0.1").arg(1)));
    RedisUnavailableException replica = failure(RedisUnavailableException.class, set("a", "1"));
    assertTrue(message(replica).contains("READONLY"), message(replica));
    assertTrue(link.isUp());
  }

  @Test
  void reply_thatIsAnError_passesThrough() {
    get(set("a", "text"));
    Throwable error = failure(Throwable.class, link.send(Request.cmd(Command.INCR).arg("a")));
    assertEquals("ERR value is not an integer or out of range", message(error));
  }

  @Test
  void command_malformed_failsWithoutItsArguments() {
    Throwable error =
        failure(
            IllegalArgumentException.class,
            link.send(Request.cmd(Command.GET).arg("hush").arg("hush")));
    assertFalse(message(error).contains("hush"), message(error));
  }

  @Test
  void link_ofBlockedWorker_isReplacedMeanwhile() {
    BlockedWorker worker = new BlockedWorker();
    Future<String> deployed =
        vertx.deployVerticle(
            worker, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    RedisLink own = get(worker.started.future());
    redis.kill();
    await("down", () -> !own.isUp());
    redis.restart();
    await("up", () -> own.isUp() && link.isUp());
    assertFalse(deployed.isComplete());
    worker.release.countDown();
    String id = get(deployed);
    assertEquals(worker.home(), get(worker.answeredOn.future()));
    assertTrue(clients().contains(" name=worker "), clients());
    get(vertx.undeploy(id));
    await("closed with its verticle", () -> !clients().contains(" name=worker "));
  }

  @Test
  void listener_thatThrows_harmsNoOther() {
    AtomicInteger ups = new AtomicInteger();
    link.onUp(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    link.onUp(ups::incrementAndGet);
    redis.kill();
    redis.restart();
    await("second listener", () -> ups.get() == 1);
    assertEquals("OK", get(set("a", "1")).toString());
  }

  @Test
  void attempts_serverNeverAnswers_areMadeOneAtATime() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger all = new AtomicInteger();
    NetServer mute =
        get(
            vertx
                .createNetServer()
                .connectHandler(
                    socket -> {
                      all.incrementAndGet();
                      most.accumulateAndGet(open.incrementAndGet(), Math::max);
                      socket.closeHandler(v -> open.decrementAndGet());
                    })
                .listen(0, "127.0.0.1"));
    LinkSettings hasty =
        new LinkSettings(
            Duration.ofMillis(40),
            Duration.ofMillis(40),
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            1,
            DEFAULTS.probeInterval());
    RedisEndpoint endpoint = new RedisEndpoint("redis://127.0.0.1:" + mute.actualPort());
    RedisLink hopeless = RedisLink.create(vertx, endpoint, hasty, "hopeless");
    Future<Void> started = hopeless.start();
    await("ten attempts", () -> all.get() >= 10);
    // The server may notice an end a little later than the next beginning.
    assertTrue(most.get() <= 2, "open at once: " + most);
    assertFalse(started.isComplete());
    get(hopeless.close());
    failure(RedisUnavailableException.class, started);
  }

  @Test
  void link_closed_failsWhatIsInFlightAndWhatComes() {
    redis.pause();
    Future<Response> pending = set("a", "1");
    Future<Void> closed = link.close();
    failure(RedisUnavailableException.class, pending);
    get(closed);
    failure(RedisUnavailableException.class, set("a", "1"));
    assertFalse(link.isUp());
  }

  /** Makes a link, blocks until it is released, and then uses the link. */
  private final class BlockedWorker extends VerticleBase {
    private final Promise<RedisLink> started = Promise.promise();
    private final Promise<Context> answeredOn = Promise.promise();
    private final CountDownLatch release = new CountDownLatch(1);

    Context home() {
      return context;
    }

    @Override
    public Future<?> start() {
      RedisLink own = RedisLink.create(vertx, redis.endpoint(), QUICK, "worker");
      return own.start().onSuccess(v -> work(own));
    }

    private void work(RedisLink own) {
      started.complete(own);
      try {
        assertTrue(release.await(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      own.send(Request.cmd(Command.ECHO).arg("hi"))
          .map(reply -> vertx.getOrCreateContext())
          .onComplete(answeredOn);
    }
  }

  private RedisLink link(LinkSettings settings) {
    return RedisLink.create(vertx, redis.endpoint(), settings, "link");
  }

  private String clients() {
    return get(link.send(Request.cmd(Command.CLIENT).arg("LIST"))).toString();
  }

  private Future<Response> config(String name, String value) {
    return link.send(Request.cmd(Command.CONFIG).arg("SET").arg(name).arg(value));
  }

  private Future<Response> set(String key, String value) {
    return link.send(Request.cmd(Command.SET).arg(key).arg(value));
  }

  private Future<Response> read(String key) {
    return link.send(Request.cmd(Command.GET).arg(key));
  }
}
