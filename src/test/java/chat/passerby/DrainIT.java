package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawSocket;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told to end lets its visitors move, and nobody's chat or place is lost. */
class DrainIT {

  @TempDir Path folder;
  private RedisProcess redis;
  private NodeProcess going;
  private NodeProcess staying;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    staying = NodeProcess.launch(folder, settings());
  }

  @AfterEach
  void end() {
    List.of(going, staying).forEach(NodeProcess::close);
    redis.close();
  }

  private Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
    settings.put("PASSERBY_RECENT_WINDOW", "PT0S");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /** Both nodes, knowing of each other. */
  private void startGoing(String... settings) {
    going = NodeProcess.launch(folder, settings(settings));
    going.ready();
    staying.ready();
  }

  @Test
  void visitors_ofANodeThatGoes_keepTheirChatsAndPlaces() {
    startGoing();
    String chatting = SessionClient.on(going.port()).token();
    String waiting = SessionClient.on(going.port()).token();
    try (Visitor one = Visitor.welcomed(going.port(), chatting);
        Visitor other = Visitor.welcomed(staying.port());
        Visitor third = Visitor.welcomed(going.port(), waiting);
        Visitor moved = Visitor.silent(staying.port());
        Visitor movedThird = Visitor.silent(staying.port());
        Visitor fourth = Visitor.welcomed(staying.port())) {
      Visitor.match(one, other);
      third.find("a place to keep");
      long since = third.await("waiting").path("since").asLong();
      going.terminate();
      assertTrue(one.await("goaway").path("after").asLong() >= 0);
      third.await("goaway");
      assertEquals(503, refusal());

      one.chat("before", "still here");
      assertEquals("before", other.await("chat").path("id").asText());
      moved.hello(chatting);
      assertEquals("chatting", moved.next().path("state").asText());
      assertEquals("partner-back", Visitor.type(other.next()));
      assertEquals(4501, one.awaitClose());
      moved.enter(other.room());
      moved.chat("after", "here now");
      assertEquals("after", other.await("chat").path("id").asText());

      movedThird.hello(waiting);
      assertEquals("waiting", movedThird.next().path("state").asText());
      assertEquals(since, movedThird.await("waiting").path("since").asLong());
      assertEquals(4501, third.awaitClose());
      fourth.find("a place to keep");
      assertEquals(fourth.awaitMatch(), movedThird.awaitMatch());
      assertEquals(0, going.awaitExit());
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  private int refusal() {
    // The first goaway may be read before the last of the node's event loops is told.
    for (; ; ) {
      int status =
          RawSocket.handshake(going.port(), "Sec-WebSocket-Protocol: passerby.v1").status();
      if (status != 101) {
        return status;
      }
    }
  }

  @Test
  void visitor_whoDoesNotMove_isClosedInTheEndAndMayComeBack() {
    startGoing("PASSERBY_DRAIN", "PT1S");
    String token = SessionClient.on(going.port()).token();
    try (Visitor one = Visitor.welcomed(going.port(), token);
        Visitor other = Visitor.welcomed(staying.port());
        Visitor back = Visitor.silent(staying.port())) {
      Visitor.match(one, other);
      going.terminate();
      assertEquals(4000, one.awaitClose());
      other.await("partner-away");
      assertEquals(1, going.awaitExit());
      back.hello(token);
      JsonNode welcome = back.next();
      assertEquals("chatting", welcome.path("state").asText(), welcome::toString);
      other.await("partner-back");
    }
  }

  /** What it takes until a load balancer that asks every few seconds sends nobody any more. */
  @Test
  void node_toldToEnd_isUnreadyAndServesOnAtFirst() {
    int management = RedisProcess.freePort();
    startGoing(
        "PASSERBY_DRAIN_NOTICE", "PT10M", "PASSERBY_MANAGEMENT_PORT", Integer.toString(management));
    try (Visitor one = Visitor.welcomed(going.port());
        Visitor other = Visitor.welcomed(staying.port())) {
      awaitReadiness(management, 200);
      going.terminate();
      awaitReadiness(management, 503);
      try (Visitor late = Visitor.welcomed(going.port())) {
        Visitor.match(late, one);
        late.chat("1", "served");
        assertEquals("1", one.await("chat").path("id").asText());
        assertEquals(List.of(), late.typesSoFar());
      }
      assertEquals(List.of(), other.typesSoFar());
      going.terminate();
      assertEquals(143, going.awaitExit());
    }
  }

  @Test
  void node_whoseNoticeIsOver_drains() {
    startGoing("PASSERBY_DRAIN_NOTICE", "PT1S");
    try (Visitor one = Visitor.welcomed(going.port())) {
      going.terminate();
      one.await("goaway");
      one.socket().cut();
      assertEquals(0, going.awaitExit());
    }
  }

  @Test
  void signal_again_endsTheNodeAtOnce() {
    startGoing("PASSERBY_DRAIN", "PT10M");
    try (Visitor one = Visitor.welcomed(going.port())) {
      going.terminate();
      one.await("goaway");
      going.terminate();
      assertEquals(143, going.awaitExit());
    }
  }

  private static void awaitReadiness(int management, int status) {
    URI ready = URI.create("http://127.0.0.1:" + management + "/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      Eventually.await(
          "readiness " + status,
          () ->
              http.sendAsync(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                      .join()
                      .statusCode()
                  == status);
    }
  }
}
