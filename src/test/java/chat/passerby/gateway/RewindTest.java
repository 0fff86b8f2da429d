package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.RedisKeys;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who ask for each other again, on two nodes: what both are told, and what nobody is. */
class RewindTest {
  private final MovableClock clock = new MovableClock();
  private RedisProcess redis;
  private LocalNode near;
  private LocalNode far;
  private Visitor one;
  private Visitor other;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    near = node();
    far = node();
    one = Visitor.welcomed(near.port());
    other = Visitor.welcomed(far.port());
    Visitor.match(one, other);
  }

  private LocalNode node() {
    // Recent partners are avoided, and by this alone they meet all the same.
    Map<String, String> limits =
        Map.of("PASSERBY_RECENT_WINDOW", "PT5M", "PASSERBY_RECENT_WAIT", "PT1H");
    return LocalNode.start(redis.endpoint(), limits, Deadlines.PROTOCOL, clock);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    near.close();
    far.close();
    redis.close();
  }

  @Test
  void asks_ofBothWhileIdle_bringThemBackWithTheirRoles() {
    String past = part();
    ask(one, past);
    other.send("rewind", "room", past);
    JsonNode others = other.next();
    JsonNode ones = one.next();
    assertEquals("rewound", Visitor.type(others), other::story);
    assertEquals("rewound", Visitor.type(ones), one::story);
    assertNotEquals(ones.path("polite"), others.path("polite"));
    assertEquals("text", ones.path("mode").asText());
    assertNotEquals(past, ones.path("room").asText());
    assertTalking(ones.path("room").asText());
  }

  @Test
  void ask_ofOne_isAnsweredByNothingAndToldToNobody() {
    String past = part();
    ask(one, past);
    ask(one, past);
    assertEquals(List.of(), other.typesSoFar());
  }

  @Test
  void asks_atTheSameMoment_areOneRoomAndOneFrameEach() {
    for (int round = 0; round < 20; round++) {
      String past = part();
      one.send("rewind", "room", past);
      other.send("rewind", "room", past);
      String room = rewound(one);
      assertEquals(room, rewound(other));
      assertEquals(List.of(), one.typesSoFar());
      assertEquals(List.of(), other.typesSoFar());
      in(room);
    }
    assertTalking(one.room());
  }

  @Test
  void two_whoWait_leaveTheQueue() {
    String past = part();
    String tag = Company.tag();
    for (Visitor visitor : List.of(one, other)) {
      visitor.find(tag);
      visitor.await("waiting");
      visitor.send("rewind", "room", past);
    }
    String room = rewound(one);
    assertEquals(room, rewound(other));
    assertMetByNobody(tag);
    assertTalking(room);
  }

  @Test
  void one_whoWaitsInAnotherLane_leavesIt() {
    String past = part();
    String wish = "{\"type\":\"find\",\"mode\":\"video\",\"interests\":[],\"hold\":true}";
    one.text(wish);
    one.await("waiting");
    ask(one, past);
    other.send("rewind", "room", past);
    String room = rewound(one);
    assertEquals(room, rewound(other));
    Eventually.await("no ticket is left", () -> RedisKeys.matching(redis, "*:tickets").isEmpty());
    assertTalking(room);
  }

  @Test
  void two_whoTalkToOthers_leaveThemWithNext() {
    String past = part();
    try (Visitor ones = Visitor.welcomed(far.port());
        Visitor others = Visitor.welcomed(near.port())) {
      Visitor.match(one, ones);
      Visitor.match(other, others);
      ask(one, past);
      other.send("rewind", "room", past);
      for (Visitor visitor : List.of(one, other)) {
        JsonNode left = visitor.next();
        assertEquals("next", left.path("reason").asText(), left::toString);
        assertEquals(visitor.room(), left.path("room").asText());
      }
      String room = rewound(one);
      assertEquals(room, rewound(other));
      for (Visitor visitor : List.of(ones, others)) {
        JsonNode left = visitor.await("left");
        assertEquals("next", left.path("reason").asText(), left::toString);
        assertEquals(List.of(), visitor.typesSoFar(), "exactly once");
      }
      assertTalking(room);
    }
  }

  @Test
  void ask_whileInThatRoom_isWrongState() {
    assertRefused(one, one.room(), "wrong-state");
    assertTalking(one.room());
  }

  @Test
  void ask_forARoomNeverSeen_isStale() {
    assertRefused(one, "never-seen", "stale-room");
  }

  @Test
  void ask_afterMoreThanHalfAMinute_isStale() {
    String past = part();
    clock.advance(Duration.ofSeconds(30));
    ask(one, past);
    clock.advance(Duration.ofMillis(1));
    assertRefused(other, past, "stale-room");
  }

  @Test
  void ask_byTheOneWhoBlocked_isRefusedAndTheOtherNoticesNothing() {
    String past = part();
    ask(one, past);
    one.send("block", "room", past);
    asksGone();
    ask(other, past);
    assertRefused(one, past, "refused");
    assertEquals(List.of(), other.typesSoFar());
  }

  @Test
  void ask_fromBeforeABlock_isTakenBack() {
    String past = part();
    ask(other, past);
    other.send("block", "room", past);
    asksGone();
    ask(one, past);
    assertEquals(List.of(), other.typesSoFar());
  }

  @Test
  void ask_forOneWhoAskedAndIsGone_isToldNothingAndTheWaitGoesOn() {
    String past = part();
    ask(one, past);
    one.socket().cut();
    asksGone();
    String tag = Company.tag();
    other.find(tag);
    long since = other.await("waiting").path("since").asLong();
    ask(other, past);
    other.find(tag);
    assertEquals(since, other.await("waiting").path("since").asLong());
    try (Visitor third = Visitor.welcomed(near.port())) {
      third.find(tag);
      assertEquals(third.awaitMatch(), other.awaitMatch());
    }
  }

  @Test
  void ask_whileRedisIsGone_isUnavailableAndAskedAgainLater() {
    String past = part();
    redis.kill();
    one.send("rewind", "room", past);
    JsonNode error = one.next();
    assertEquals("unavailable", error.path("code").asText(), error::toString);
    assertEquals("rewind", error.path("ref").asText());
    redis.restart();
    // A node that does not hear others yet passes for one that is gone: then both ask again.
    List<JsonNode> answers;
    do {
      for (Visitor visitor : List.of(one, other)) {
        visitor.send("rewind", "room", past);
        visitor.send("block", "room", "fence");
      }
      answers = untilFence(other);
    } while (answers.stream().noneMatch(frame -> Visitor.type(frame).equals("rewound")));
    String room = answers.get(answers.size() - 1).path("room").asText();
    one.await("rewound", frame -> frame.path("room").asText().equals(room));
  }

  @Test
  void match_thatComesMeanwhile_leavesEachInOneRoom() {
    for (int round = 0; round < 15; round++) {
      String past = part();
      String tag = Company.tag();
      try (Visitor third = Visitor.welcomed(near.port())) {
        ask(one, past);
        one.find(tag);
        one.await("waiting");
        third.find(tag);
        other.send("rewind", "room", past);
        String room = rewound(one);
        assertEquals(room, rewound(other));
        third.await("waiting");
        assertTalking(room);
        List<String> thirds = third.typesSoFar();
        assertEquals(
            thirds.stream().filter("matched"::equals).count(),
            thirds.stream().filter("left"::equals).count(),
            third::story);
        in(room);
      }
    }
  }

  private void asksGone() {
    Eventually.await("no ask is left", () -> RedisKeys.matching(redis, "*:rewind:*").isEmpty());
  }

  /** Ends the chat; both are idle. */
  private String part() {
    String room = one.room();
    one.send("leave", "room", room);
    one.await("idle");
    other.await("left");
    return room;
  }

  /** Asks, and sees that there is no answer. */
  private static void ask(Visitor visitor, String room) {
    visitor.send("rewind", "room", room);
    assertNothingCame(visitor);
  }

  /** Frames are answered in order, so what stands before a fence's answer was there before it. */
  private static void assertNothingCame(Visitor visitor) {
    visitor.send("block", "room", "fence");
    assertEquals(List.of(), untilFence(visitor), visitor::story);
  }

  private static List<JsonNode> untilFence(Visitor visitor) {
    List<JsonNode> frames = new ArrayList<>();
    for (JsonNode frame = visitor.next(); ; frame = visitor.next()) {
      if (frame.path("ref").asText().equals("block")) {
        return frames;
      }
      frames.add(frame);
    }
  }

  private static String rewound(Visitor visitor) {
    return visitor.await("rewound").path("room").asText();
  }

  private void in(String room) {
    one.enter(room);
    other.enter(room);
  }

  private void assertMetByNobody(String tag) {
    try (Visitor third = Visitor.welcomed(near.port());
        Visitor fourth = Visitor.welcomed(far.port())) {
      third.find(tag);
      third.await("waiting");
      fourth.find(tag);
      assertEquals(third.awaitMatch(), fourth.awaitMatch());
    }
  }

  private void assertTalking(String room) {
    in(room);
    one.chat("1", "you again");
    assertEquals("you again", other.await("chat").path("text").asText());
    other.chat("2", "gladly");
    assertEquals("gladly", one.await("chat").path("text").asText());
  }

  private static void assertRefused(Visitor visitor, String room, String code) {
    visitor.send("rewind", "room", room);
    JsonNode error = visitor.next();
    assertEquals(code, error.path("code").asText(), visitor::story);
    assertEquals("rewind", error.path("ref").asText());
  }
}
