package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that serves visitors already while the rest of it is still being started. The test decides
 * when the rest can go on: it holds up one of the node's connections to Redis.
 */
class HalfStartedNodeTest {
  private static RealRedis redis;

  private final Vertx vertx = Vertx.vertx();
  private final int port = RedisProcess.freePort();
  private final int management = RedisProcess.freePort();
  private TcpProxy proxy;
  private Node node;
  private Future<List<Integer>> started;

  @BeforeAll
  static void startRedis(@TempDir Path data) {
    redis = RealRedis.start(data);
  }

  @AfterAll
  static void endRedis() {
    redis.close();
  }

  @BeforeEach
  void prepare() {
    redis.clear();
    proxy = TcpProxy.to(redis.process().port());
  }

  @AfterEach
  void end() {
    proxy.close();
    Future<Void> closed = vertx.close();
    // Vert.x 5.0.10 may never finish closing while a start hangs. Main bounds how long it waits.
    if (started.isComplete()) {
      Eventually.get(closed);
    }
  }

  /** Returns when visitors are served, but the connection of that name is not there. */
  private void startWithout(String link) {
    proxy.hold("\r\n" + link + "\r\n");
    Map<String, String> settings =
        Map.of(
            "PASSERBY_HOST", "127.0.0.1",
            "PASSERBY_PORT", "" + port,
            "PASSERBY_MANAGEMENT_PORT", "" + management,
            "PASSERBY_AUDIT_SECRET", "a secret of moderation",
            "PASSERBY_RECENT_WINDOW", "PT0S",
            "PASSERBY_DRAIN_NOTICE", "PT0S");
    node =
        new Node(
            vertx,
            NodeSettings.from(Settings.of(settings)),
            new RedisEndpoint("redis://127.0.0.1:" + proxy.port()));
    started = node.start();
    Eventually.await("visitors are served", () -> listens(port) || started.isComplete());
    assertFalse(started.failed(), () -> "" + started.cause());
    assertEquals(200, SessionClient.on(port).send("GET", "/", "").statusCode());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void visitors_whoComeBeforePairing_waitAndAreMatched() {
    startWithout("cases");
    try (Visitor one = Visitor.welcomed(port);
        Visitor other = Visitor.welcomed(port)) {
      one.find("early birds");
      other.find("early birds");
      one.await("waiting");
      other.await("waiting");
      assertFalse(listens(management), "nobody may take the node for ready");
      assertFalse(started.isComplete());
      proxy.release();
      assertEquals(one.awaitMatch(), other.awaitMatch());
      assertEquals(List.of(port), Eventually.get(started));
    }
  }

  @Test
  void redis_thatGoesMeanwhile_onlyDelaysTheRest() {
    startWithout("pairing");
    try (Visitor one = Visitor.welcomed(port);
        Visitor other = Visitor.welcomed(port)) {
      proxy.cut();
      proxy.release();
      proxy.mend();
      assertEquals(List.of(port), Eventually.get(started));
      one.findUntilTaken("outages");
      other.findUntilTaken("outages");
      assertEquals(one.awaitMatch(), other.awaitMatch());
    }
  }

  @Test
  void node_toldToEndMeanwhile_endsInOrder() {
    startWithout("pairing");
    try (Visitor visitor = Visitor.welcomed(port)) {
      Future<Void> stopped = node.stop();
      proxy.release();
      Eventually.get(stopped);
      assertEquals(4000, visitor.awaitClose());
      assertNothingIsConnected();
    }
  }

  @Test
  void node_toldToEndWhileTheRestCannotStart_endsAllTheSame() {
    startWithout("pairing");
    try (Visitor visitor = Visitor.welcomed(port)) {
      Eventually.get(node.stop());
      assertEquals(4000, visitor.awaitClose());
    }
  }

  @Test
  void node_thatDrainsMeanwhile_leavesPairingToOthers() {
    startWithout("pairing");
    try (Visitor visitor = Visitor.welcomed(port)) {
      Future<Boolean> drained = node.drain();
      proxy.release();
      Eventually.get(started);
      Eventually.get(drained);
      Eventually.await("it pairs nobody", () -> !clients().contains(" name=pairing "));
      visitor.await("goaway");
    }
  }

  private static void assertNothingIsConnected() {
    Eventually.await(
        "only the test is connected",
        () -> clients().lines().allMatch(client -> client.contains(" name=test ")));
  }

  private static String clients() {
    return redis.answer(Command.CLIENT, "LIST").toString();
  }
}
