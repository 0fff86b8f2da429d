package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames that cross a match or an end under way: whoever wins, what follows is one of few defined
 * stories, and the same one for both sides. Each visitor is on a node of its own.
 */
class RacesTest {
  private static final int TIMES = 60;

  private static RedisProcess redis;
  private static LocalNode oneNode;
  private static LocalNode otherNode;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    oneNode = LocalNode.start(redis.endpoint());
    otherNode = LocalNode.start(redis.endpoint());
  }

  @AfterAll
  static void end() {
    oneNode.close();
    otherNode.close();
    redis.close();
  }

  @RepeatedTest(TIMES)
  void cancel_andAMatch_eitherEndsTheWaitOrIsRefusedInTheRoom() {
    try (Visitor one = Visitor.welcomed(oneNode.port());
        Visitor other = Visitor.welcomed(otherNode.port())) {
      one.find("race");
      one.await("waiting");
      other.find("race");
      one.send("cancel");
      JsonNode first = one.next();
      if (Visitor.type(first).equals("idle")) {
        other.await("waiting");
        assertEquals(List.of(), one.typesSoFar());
        one.find("race");
        assertEquals(one.awaitMatch(), other.awaitMatch());
      } else {
        assertEquals("matched", Visitor.type(first));
        assertEquals("cancel", one.awaitError("wrong-state").path("ref").asText());
        assertEquals(first.path("room").asText(), other.awaitMatch());
        assertEquals(List.of(), one.typesSoFar());
      }
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @RepeatedTest(TIMES)
  void find_againAndAMatch_endInOneRoomForBoth() {
    try (Visitor one = Visitor.welcomed(oneNode.port());
        Visitor other = Visitor.welcomed(otherNode.port())) {
      one.find("race again");
      one.await("waiting");
      other.find("race again");
      one.find("race again");
      List<String> types = new ArrayList<>();
      JsonNode frame = one.next();
      for (; !Visitor.type(frame).equals("matched"); frame = one.next()) {
        types.add(Visitor.type(frame));
      }
      assertTrue(List.of(List.of(), List.of("waiting")).contains(types), types::toString);
      assertEquals(frame.path("room").asText(), other.awaitMatch());
      // The match may have come while the second find was on its way, or while it was carried out.
      if (types.isEmpty()) {
        assertEquals("find", one.awaitError("wrong-state").path("ref").asText());
      }
      for (JsonNode late : one.soFar()) {
        assertEquals("wrong-state", late.path("code").asText());
        assertEquals("find", late.path("ref").asText());
      }
    }
  }

  @RepeatedTest(TIMES)
  void leave_andThePartnersNext_areOneLeftForEach() {
    List<Visitor> pair = Visitor.matched(oneNode.port(), otherNode.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", one.room());
      other.send("next", "room", other.room());
      one.await("idle");
      other.await("waiting");
      assertEquals(List.of(), one.typesSoFar());
      assertEquals(List.of(), other.typesSoFar());
      assertLeftOnce(one);
      assertLeftOnce(other);
    }
  }

  /** A client closes its older connection for good as soon as the newer one is welcomed. */
  @RepeatedTest(TIMES)
  void move_andAMatch_endInOneRoomForBothOfWhichTheWelcomeKnows() {
    String token = SessionClient.on(oneNode.port()).token();
    try (Visitor one = Visitor.welcomed(oneNode.port(), token);
        Visitor other = Visitor.welcomed(otherNode.port());
        Visitor again = Visitor.silent(otherNode.port())) {
      one.find("race of a move");
      one.await("waiting");
      other.find("race of a move");
      again.hello(token);
      JsonNode welcome = again.await("welcome");
      one.socket().close(1000);
      String room = other.awaitMatch();
      boolean knows = welcome.path("state").asText().equals("chatting");
      assertEquals(room, knows ? welcome.path("room").path("room").asText() : again.awaitMatch());
      other.chat("hello", "hello");
      again.await("chat");
      assertFalse(other.story().contains("\"left\""), other::story);
      assertFalse(again.story().contains("\"left\""), again::story);
      assertTrue(knows || !one.hasHeardOf(room), one::story);
    }
  }

  private static void assertLeftOnce(Visitor visitor) {
    assertEquals(2, visitor.story().split("\"type\":\"left\"", -1).length, visitor::story);
  }
}
