package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status tells: true figures of all nodes, or that it cannot. */
class StatusResourceTest {
  private static final Pattern HLEN_CALLS = Pattern.compile("cmdstat_hlen:calls=(\\d+)");

  private final RealRedis redis;

  StatusResourceTest(@TempDir Path data) {
    redis = RealRedis.start(data);
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void status_withNobodyThere_tellsOfTheOpenLanesOnly() {
    try (LocalNode node = LocalNode.start(redis.endpoint())) {
      HttpResponse<String> answer = ask(node);
      assertEquals(200, answer.statusCode());
      assertEquals(Optional.of("application/json"), answer.headers().firstValue("Content-Type"));
      assertEquals(Optional.of("max-age=1"), answer.headers().firstValue("Cache-Control"));
      assertEquals(
          "{\"online\":0,"
              + "\"waiting\":{\"default:text\":0,\"default:audio\":0,\"default:video\":0},"
              + "\"medianWait\":{}}",
          answer.body());
    }
  }

  @Test
  void status_ofTwoNodes_isTheSameOnBothAndForgetsTheOneThatStops() {
    try (LocalNode one = LocalNode.start(redis.endpoint());
        LocalNode two = LocalNode.start(redis.endpoint());
        Visitor anna = Visitor.welcomed(one.port());
        Visitor ben = Visitor.welcomed(one.port());
        Visitor carl = Visitor.welcomed(two.port())) {
      anna.find("nobody has this interest");
      anna.await("waiting");
      for (LocalNode node : List.of(one, two)) {
        awaitStatus(node, "3 online", status -> status.path("online").asInt() == 3);
        awaitStatus(node, "1 waits", status -> waiting(status) == 1);
      }
      Visitor.match(ben, carl);
      for (LocalNode node : List.of(one, two)) {
        awaitStatus(node, "a median", status -> status.at("/medianWait/default:text").isNumber());
        assertEquals(1, waiting(status(node)));
        assertTrue(status(node).at("/medianWait/default:video").isMissingNode());
      }
      two.close();
      awaitStatus(one, "2 online", status -> status.path("online").asInt() == 2);
    }
  }

  @Test
  void status_whileRedisIsAway_is503WithATime() {
    try (LocalNode node = LocalNode.start(redis.endpoint())) {
      assertEquals(200, ask(node).statusCode());
      redis.process().kill();
      Eventually.await("503", () -> ask(node).statusCode() == 503);
      HttpResponse<String> answer = ask(node);
      JsonNode error = SessionClient.json(answer);
      assertEquals("unavailable", error.path("code").asText());
      assertTrue(error.path("message").asText().endsWith("."), answer::body);
      assertTrue(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()) > 0);
      redis.process().restart();
      Eventually.await("200", () -> ask(node).statusCode() == 200);
    }
  }

  @Test
  void statuses_forACrowd_areReadOnceASecondByEachLoop() {
    MovableClock still = new MovableClock();
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of(), Deadlines.PROTOCOL, still)) {
      for (int i = 0; i < 100; i++) {
        assertEquals(200, ask(node).statusCode());
      }
      // The pairing asks as well, every half second.
      int lanes = 6;
      Matcher calls = HLEN_CALLS.matcher(redis.answer(Command.INFO, "commandstats").toString());
      assertTrue(calls.find() && Integer.parseInt(calls.group(1)) < 100 * lanes / 2, calls::group);
    }
  }

  @Test
  void method_notTaken_is405AndNamesThoseThatAre() {
    try (LocalNode node = LocalNode.start(redis.endpoint())) {
      SessionClient client = SessionClient.on(node.port());
      for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
        HttpResponse<String> answer = client.send(method, "/api/status", "");
        assertEquals(405, answer.statusCode(), method);
        assertEquals(Optional.of("GET, HEAD"), answer.headers().firstValue("Allow"));
      }
      HttpResponse<String> head = client.send("HEAD", "/api/status", "");
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
    }
  }

  private static void awaitStatus(LocalNode node, String what, Predicate<JsonNode> asked) {
    Eventually.await(what, () -> asked.test(status(node)));
  }

  private static int waiting(JsonNode status) {
    return status.at("/waiting/default:text").asInt();
  }

  private static JsonNode status(LocalNode node) {
    return SessionClient.json(ask(node));
  }

  private static HttpResponse<String> ask(LocalNode node) {
    return SessionClient.on(node.port()).send("GET", "/api/status", "");
  }
}
