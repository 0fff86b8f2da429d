package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node that has enough to do tells those who come, and how those fare who are there. */
class OverloadTest {
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: passerby.v1";

  private static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @Test
  void visitor_atTheLimitOfConnections_isToldToComeLaterWhileOthersChat() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_CONNECTIONS", "2"))) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        assertOverloaded(RawSocket.handshake(node.port(), SUBPROTOCOL));
        assertOverloaded(create(node));
        assertOverloaded(ask(node));
        talk(one, other);
        one.socket().cut();
        Eventually.await("a free place", () -> connects(node));
      }
    }
  }

  @Test
  void handshakes_refusedForAnotherReason_takeNoPlace() {
    Map<String, String> limits =
        Map.of("PASSERBY_CONNECTIONS", "3", "PASSERBY_CONNECTIONS_PER_ADDRESS", "2");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(
            400, RawSocket.handshake(node.port(), SUBPROTOCOL, "Connection: keep-alive").status());
      }
      try (Visitor first = Visitor.silent(node.port());
          Visitor second = Visitor.silent(node.port())) {
        for (int i = 0; i < 5; i++) {
          assertEquals(429, RawSocket.handshake(node.port(), SUBPROTOCOL).status());
        }
        HttpResponse<String> answer = ask(node);
        assertEquals(429, answer.statusCode(), answer::body);
        assertRetry(answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals("rate-limited", SessionClient.json(answer).path("code").asText());
        assertEquals(List.of(), first.typesSoFar());
        second.socket().cut();
        Eventually.await("a free place", () -> connects(node));
      }
    }
  }

  @Test
  void visitor_whileTheEventLoopLags_isToldToComeLaterAndTakenWhenItDoesNot() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_LOOP_LAG", "PT1S"))) {
      Eventually.await("a calm start", () -> connects(node));
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        Runnable release = node.blockLoops();
        long blocked = System.nanoTime();
        CompletableFuture<RawSocket.Answer> handshake =
            CompletableFuture.supplyAsync(() -> RawSocket.handshake(node.port(), SUBPROTOCOL));
        one.chat("1", "sent into the block");
        Eventually.await(
            "lateness", () -> System.nanoTime() - blocked > Duration.ofMillis(1_500).toNanos());
        release.run();
        assertOverloaded(handshake.join());
        assertOverloaded(create(node));
        assertEquals("1", other.await("chat").path("id").asText());
        talk(one, other);
        // The loops recover one by one, and which of them is asked is not the test's to choose.
        Eventually.await("a loop recovers", () -> connects(node));
        Eventually.await("sessions again", () -> create(node).statusCode() == 201);
      }
    }
  }

  private static void talk(Visitor one, Visitor other) {
    one.chat("a", "all well?");
    assertEquals("a", other.await("chat").path("id").asText());
    other.chat("b", "yes");
    assertEquals("b", one.await("chat").path("id").asText());
  }

  private static void assertOverloaded(RawSocket.Answer answer) {
    assertEquals(503, answer.status(), answer::body);
    assertRetry(String.valueOf(answer.headers().get("retry-after")));
    assertTrue(answer.body().contains("\"code\":\"overloaded\""), answer::body);
  }

  private static void assertOverloaded(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer::body);
    assertRetry(answer.headers().firstValue("Retry-After").orElseThrow());
    assertEquals("overloaded", SessionClient.json(answer).path("code").asText());
  }

  private static void assertRetry(String seconds) {
    int wait = Integer.parseInt(seconds);
    assertTrue(1 <= wait && wait <= 10, seconds);
  }

  private static HttpResponse<String> create(LocalNode node) {
    return SessionClient.on(node.port()).create("{\"adult\":true}");
  }

  /** What a page does that wants to know why its handshake was refused. */
  private static HttpResponse<String> ask(LocalNode node) {
    return SessionClient.on(node.port()).send("GET", "/ws", "");
  }

  private static boolean connects(LocalNode node) {
    return RawSocket.handshake(node.port(), SUBPROTOCOL).status() == 101;
  }
}
