package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that dies, or only seems to, takes nobody's chat and nobody's place with it. */
class DeadNodeIT {
  @TempDir Path folder;
  private RedisProcess redis;
  private NodeProcess dying;
  private NodeProcess living;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    Map<String, String> settings =
        Map.of(
            "PASSERBY_REDIS_URI", redis.endpoint().uri(),
            "PASSERBY_RECENT_WINDOW", "PT0S",
            "PASSERBY_INTERESTS_WAIT", "PT2S");
    living = NodeProcess.launch(folder, settings);
    dying = NodeProcess.launch(folder, settings);
    living.ready();
    dying.ready();
  }

  @AfterEach
  void end() {
    List.of(dying, living).forEach(NodeProcess::close);
    redis.close();
  }

  /** Nothing is sent to the dead node: only its silence tells. */
  @Test
  void chat_withTheVisitorOfAKilledNode_goesOnWhenTheVisitorIsBack() {
    String token = SessionClient.on(dying.port()).token();
    try (Visitor one = Visitor.welcomed(dying.port(), token);
        Visitor other = Visitor.welcomed(living.port())) {
      Visitor.match(one, other);
      dying.kill();
      assertEquals("partner-away", Visitor.type(other.next()));
      Visitor again = Visitor.silent(living.port());
      again.hello(token);
      assertEquals("chatting", again.next().path("state").asText());
      assertEquals("partner-back", Visitor.type(other.next()));
      again.enter(other.room());
      talk(again, other);
    }
  }

  @Test
  void place_inTheQueueOfAKilledNodesVisitor_isKept() {
    String token = SessionClient.on(dying.port()).token();
    try (Visitor one = Visitor.welcomed(dying.port(), token);
        Visitor other = Visitor.welcomed(living.port())) {
      one.find("kept");
      long since = one.await("waiting").path("since").asLong();
      dying.kill();
      Eventually.await(
          "the dead node's visitor is in the queue no more",
          () -> RedisKeys.matching(redis, "passerby:{default:text}:tickets").isEmpty());
      Visitor again = Visitor.silent(living.port());
      again.hello(token);
      JsonNode welcome = again.next();
      assertEquals("waiting", welcome.path("state").asText(), welcome::toString);
      assertEquals(since, again.next().path("since").asLong());
      other.find("kept");
      assertEquals(other.awaitMatch(), again.awaitMatch());
    }
  }

  @Test
  void node_pausedUntilItIsDeclaredDead_letsGoOfEveryoneAndJoinsAnew() {
    String token = SessionClient.on(dying.port()).token();
    try (Visitor one = Visitor.welcomed(dying.port(), token);
        Visitor other = Visitor.welcomed(living.port());
        Visitor idle = Visitor.welcomed(dying.port());
        Visitor attempt = Visitor.silent(dying.port())) {
      Visitor.match(one, other);
      dying.pause();
      // A return that finds no answer, and is given up.
      attempt.hello(token);
      // On its way into a node that does not read.
      one.chat("late", "late");
      assertEquals("partner-away", Visitor.type(other.next()));
      Visitor again = Visitor.silent(living.port());
      again.hello(token);
      assertEquals("chatting", again.next().path("state").asText());
      assertEquals("partner-back", Visitor.type(other.next()));
      again.enter(other.room());
      talk(again, other);
      one.send("leave", "room", other.room());
      dying.resume();
      int code = one.awaitClose();
      assertTrue(code == 4000 || code == 4501, "closed with " + code);
      assertEquals(4000, idle.awaitClose());
      talk(again, other);
      List<Visitor> pair = Visitor.matched(dying.port(), living.port());
      talk(pair.get(0), pair.get(1));
      pair.forEach(Visitor::close);
    }
  }

  /**
   * The news of a match lie unread in the paused node's buffer, whose visitors are others' by now.
   * They stay in the room, and hear of it where they come back.
   */
  @Test
  void node_thatWakesAfterItsDeath_tellsNobodyOfAMatchBeforeItLetsGo() {
    Map<String, String> settings =
        Map.of("PASSERBY_REDIS_URI", redis.endpoint().uri(), "PASSERBY_ROLES", "gateway");
    try (NodeProcess edge = NodeProcess.start(folder, settings)) {
      // What has run before runs at once when the node wakes: news before heartbeats.
      for (int i = 0; i < 20; i++) {
        Visitor.matched(edge.port(), edge.port()).forEach(Visitor::close);
      }
      String oneToken = SessionClient.on(edge.port()).token();
      String otherToken = SessionClient.on(edge.port()).token();
      Visitor one = Visitor.welcomed(edge.port(), oneToken);
      Visitor other = Visitor.welcomed(edge.port(), otherToken);
      // Neither holds out for the own interest: so they are matched once the node is paused.
      one.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"this\"]}");
      other.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"that\"]}");
      one.await("waiting");
      other.await("waiting");
      edge.pause();
      Eventually.await(
          "they are matched by another node",
          () -> !RedisKeys.matching(redis, "passerby:{default:text}:room:*").isEmpty());
      Eventually.await(
          "the paused node is declared dead",
          () -> !RedisKeys.matching(redis, "passerby:{nodes}:dead").isEmpty());
      edge.resume();
      for (Visitor each : List.of(one, other)) {
        assertEquals(4000, each.awaitClose());
        assertTrue(!each.story().contains("matched"), each::story);
      }
      Visitor oneAgain = Visitor.silent(living.port());
      Visitor otherAgain = Visitor.silent(living.port());
      oneAgain.hello(oneToken);
      otherAgain.hello(otherToken);
      assertEquals("chatting", oneAgain.next().path("state").asText(), oneAgain::story);
      assertEquals("chatting", otherAgain.next().path("state").asText(), otherAgain::story);
    }
  }

  private static void talk(Visitor one, Visitor other) {
    one.chat("from-one", "t");
    assertEquals("from-one", other.next().path("id").asText());
    other.chat("from-other", "t");
    assertEquals("from-other", one.next().path("id").asText());
  }
}
