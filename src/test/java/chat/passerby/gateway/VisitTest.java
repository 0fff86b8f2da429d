package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor may do when: idle, waiting, chatting, and at the moments in between. */
class VisitTest {
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void find_whileIdle_waitsSinceNow() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      long before = node.now().toEpochMilli();
      visitor.find("waits since now");
      JsonNode waiting = visitor.next();
      assertEquals("waiting", Visitor.type(waiting));
      long since = waiting.path("since").asLong();
      assertTrue(before <= since && since <= node.now().toEpochMilli(), waiting::toString);
    }
  }

  @Test
  void find_ofTwo_matchesBothOnce() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      one.find("chess");
      Company.afterwards(one.await("waiting").path("since").asLong());
      other.find("chess");
      assertEquals("waiting", Visitor.type(other.next()));
      JsonNode first = one.next();
      JsonNode second = other.next();
      assertEquals("matched", Visitor.type(first));
      assertEquals(first.path("room"), second.path("room"));
      assertTrue(first.path("polite").asBoolean(), "the one who waited longer is polite");
      assertEquals(false, second.path("polite").asBoolean());
      assertEquals("text", first.path("mode").asText());
      assertEquals("[\"chess\"]", second.path("interests").toString());
      assertEquals(List.of(), one.typesSoFar());
    }
  }

  @Test
  void find_whileWaiting_replacesCriteriaAndKeepsPlace() {
    try (Visitor early = Visitor.welcomed(node.port());
        Visitor late = Visitor.welcomed(node.port());
        Visitor third = Visitor.welcomed(node.port())) {
      early.find("first words");
      long since = early.await("waiting").path("since").asLong();
      late.find("second words");
      late.await("waiting");
      early.find("other words");
      assertEquals(since, early.await("waiting").path("since").asLong());
      late.find("other words");
      assertEquals(early.awaitMatch(), late.awaitMatch());
      third.find("first words");
      third.await("waiting");
      assertEquals(List.of(), third.typesSoFar());
    }
  }

  @Test
  void find_forAnotherMode_leavesTheFirst() {
    try (Visitor mover = Visitor.welcomed(node.port());
        Visitor text = Visitor.welcomed(node.port());
        Visitor video = Visitor.welcomed(node.port())) {
      mover.find("moves");
      long since = mover.await("waiting").path("since").asLong();
      String wish =
          "{\"type\":\"find\",\"mode\":\"video\",\"interests\":[\"moves\"],\"hold\":true}";
      mover.text(wish);
      assertEquals(since, mover.await("waiting").path("since").asLong());
      text.find("moves");
      text.await("waiting");
      video.text(wish);
      assertEquals(mover.awaitMatch(), video.awaitMatch());
      assertEquals(List.of(), text.typesSoFar());
    }
  }

  @Test
  void find_inAChat_isWrongStateAndTheRoomStands() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.find("somebody else");
      JsonNode error = one.next();
      assertEquals("wrong-state", error.path("code").asText());
      assertEquals("find", error.path("ref").asText());
      assertStillTalking(one, other);
    }
  }

  @Test
  void cancel_whileWaiting_isIdleAndMetByNobody() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      one.find("regrets");
      one.await("waiting");
      one.send("cancel");
      assertEquals("idle", Visitor.type(one.next()));
      other.find("regrets");
      other.await("waiting");
      assertEquals(List.of(), other.typesSoFar());
      one.find("regrets");
      assertEquals(other.awaitMatch(), one.awaitMatch());
    }
  }

  @Test
  void cancel_whileIdle_isWrongState() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.send("cancel");
      JsonNode error = visitor.next();
      assertEquals("wrong-state", error.path("code").asText());
      assertEquals("cancel", error.path("ref").asText());
    }
  }

  @Test
  void next_inARoom_leavesAndWaitsAgainInOneStep() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String room = one.room();
      one.send("next", "room", room);
      assertLeft(one.next(), room, "next");
      assertEquals("waiting", Visitor.type(one.next()));
      assertLeft(other.next(), room, "next");
      assertEquals(List.of(), other.typesSoFar());
      other.send("next", "room", room);
      assertEquals("waiting", Visitor.type(other.next()));
      assertEquals(one.awaitMatch(), other.awaitMatch());
      assertNotEquals(room, one.room());
    }
  }

  @Test
  void next_fromBothAtOnce_isOneLeftForEachAndANewSearch() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      for (int round = 0; round < 30; round++) {
        String room = one.room();
        one.send("next", "room", room);
        other.send("next", "room", room);
        for (Visitor visitor : pair) {
          JsonNode left = visitor.next();
          assertLeft(left, room, "next");
          assertEquals("waiting", Visitor.type(visitor.next()));
          visitor.awaitMatch();
        }
        assertEquals(one.room(), other.room());
        assertNotEquals(room, one.room());
      }
      assertEquals(List.of(), one.typesSoFar());
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @Test
  void next_forARoomThatHasJustEnded_waitsAgain() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", one.room());
      other.await("left");
      other.send("next", "room", other.room());
      assertEquals("waiting", Visitor.type(other.next()));
      other.send("next", "room", other.room());
      assertEquals("waiting", Visitor.type(other.next()));
      one.send("next", "room", one.room());
      assertEquals(one.awaitMatch(), other.awaitMatch());
    }
  }

  @Test
  void next_forAnOlderRoomWhileInANewOne_isStaleAndTheNewRoomStands() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String older = one.room();
      one.send("next", "room", older);
      other.send("next", "room", older);
      one.awaitMatch();
      other.awaitMatch();
      one.send("next", "room", older);
      JsonNode error = one.next();
      assertEquals("stale-room", error.path("code").asText(), one::story);
      assertEquals("next", error.path("ref").asText());
      assertStillTalking(one, other);
    }
  }

  @Test
  void next_withoutARoom_isWrongState() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.send("next", "room", "never-seen");
      assertEquals("wrong-state", visitor.next().path("code").asText());
    }
  }

  @Test
  void leave_inARoom_isLeftAndIdleAndToldToThePartner() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", one.room());
      assertLeft(one.next(), one.room(), "left");
      assertEquals("idle", Visitor.type(one.next()));
      assertLeft(other.next(), one.room(), "left");
      other.send("leave", "room", one.room());
      assertEquals("idle", Visitor.type(other.next()));
      assertEquals(List.of(), one.typesSoFar());
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @Test
  void leave_whenNextHasBeenSaid_stopsTheSearch() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("next", "room", one.room());
      one.send("leave", "room", one.room());
      one.await("waiting");
      assertEquals("idle", Visitor.type(one.next()));
      other.await("left");
      other.send("next", "room", other.room());
      other.await("waiting");
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @Test
  void leave_forAnotherRoom_isStaleAndTheRoomStands() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", "another");
      assertEquals("stale-room", one.next().path("code").asText());
      assertStillTalking(one, other);
    }
  }

  @Test
  void socket_cutWithoutAClose_isGoneForThePartner() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.socket().cut();
      assertLeft(other.next(), other.room(), "gone");
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @Test
  void socket_closedByTheClient_isGoneForThePartner() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.socket().close(1000);
      assertEquals(1000, one.awaitClose());
      assertLeft(other.next(), other.room(), "gone");
    }
  }

  @Test
  void socket_cutWhileWaiting_isMetByNobody() {
    try (Visitor gone = Visitor.welcomed(node.port());
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      gone.find("vanishes");
      gone.await("waiting");
      gone.socket().close(1000);
      gone.awaitClose();
      one.find("vanishes");
      other.find("vanishes");
      assertEquals(one.awaitMatch(), other.awaitMatch());
    }
  }

  private static void assertLeft(JsonNode frame, String room, String reason) {
    assertEquals("left", Visitor.type(frame), frame::toString);
    assertEquals(room, frame.path("room").asText());
    assertEquals(reason, frame.path("reason").asText());
  }

  private static void assertStillTalking(Visitor one, Visitor other) {
    one.chat("still", "here?");
    assertEquals("here?", other.await("chat").path("text").asText());
    other.chat("still", "yes");
    assertEquals("yes", one.await("chat").path("text").asText());
  }
}
