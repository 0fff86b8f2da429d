package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis are one place: strangers meet, talk and part across them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static RedisProcess redis;
  private static NodeProcess near;
  private static NodeProcess far;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    Map<String, String> settings =
        Map.of(
            "PASSERBY_REDIS_URI", redis.endpoint().uri(),
            "PASSERBY_SESSIONS_PER_MINUTE", "0",
            "PASSERBY_FRAMES_PER_SECOND", "0",
            "PASSERBY_NEXT_PER_MINUTE", "0",
            "PASSERBY_LOOK", "PT0S",
            "PASSERBY_RECENT_WINDOW", "PT0S",
            "PASSERBY_GRACE", "PT2S");
    near = NodeProcess.launch(folder, settings);
    far = NodeProcess.launch(folder, settings);
    near.ready();
    far.ready();
  }

  @AfterAll
  static void end() {
    Stream.of(near, far).forEach(NodeProcess::close);
    redis.close();
  }

  @Test
  void nodes_withARedisGiven_startNoneOfTheirOwn() {
    for (NodeProcess node : List.of(near, far)) {
      assertTrue(node.output().contains("Redis is at redis://127.0.0.1:" + redis.port()));
    }
  }

  @Test
  void frames_ofEveryKind_crossAsTheyAre() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String room = "\"room\" :\t\"" + one.room() + "\"";
      List<String> frames =
          List.of(
              "{\"type\":\"offer\"," + room + ",\"sdp\":\"v=0\\r\\n" + "x".repeat(30_000) + "\"}",
              " { \"type\":\"answer\", " + room + " ,\"sdp\":\"v\\u003d0\" } ",
              "{\"type\":\"candidate\"," + room + ",\"candidate\":{ \"candidate\":\"a b\" }}",
              "{\"type\":\"candidate\"," + room + ",\"candidate\":null}",
              "{\"type\":\"typing\"," + room + ",\"active\":true}",
              "{\"type\":\"chat\","
                  + room
                  + ",\"id\":\"1\",\"text\":\"\\u00e9 \u00e9 \ud83d\ude00\"}",
              "{\"type\":\"ack\"," + room + ",\"id\":\"1\"}");
      for (String frame : frames) {
        one.text(frame);
        other.text(frame);
      }
      for (String frame : frames) {
        assertEquals(frame, other.nextText());
        assertEquals(frame, one.nextText());
      }
    }
  }

  @Test
  void chats_manyBothWays_keepTheirOrder() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      for (int i = 0; i < 200; i++) {
        one.chat("one-" + i, "text");
        other.chat("other-" + i, "text");
      }
      for (int i = 0; i < 200; i++) {
        assertEquals("one-" + i, other.next().path("id").asText());
        assertEquals("other-" + i, one.next().path("id").asText());
      }
    }
  }

  @Test
  void nodes_thatHaveTalked_haveALinkEach() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      Eventually.await(
          "both are linked",
          () -> {
            one.chat("one", "text");
            other.chat("other", "text");
            assertEquals("one", other.next().path("id").asText());
            assertEquals("other", one.next().path("id").asText());
            return Stream.of(near, far).allMatch(node -> node.errors().contains("Linked to node"));
          });
    }
  }

  @Test
  void next_onOneNode_isToldOnTheOtherAndBothMeetAgain() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String room = one.room();
      one.send("next", "room", room);
      assertLeft(one.next(), room, "next");
      assertEquals("waiting", Visitor.type(one.next()));
      assertLeft(other.next(), room, "next");
      other.send("next", "room", room);
      assertEquals("waiting", Visitor.type(other.next()));
      assertEquals(one.awaitMatch(), other.awaitMatch());
      assertNotEquals(room, one.room());
      one.send("leave", "room", one.room());
      assertLeft(other.next(), other.room(), "left");
    }
  }

  @Test
  void next_onBothNodesAtOnce_isOneLeftForEach() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      for (int round = 0; round < 20; round++) {
        String room = one.room();
        one.send("next", "room", room);
        other.send("next", "room", room);
        for (Visitor visitor : pair) {
          assertLeft(visitor.next(), room, "next");
          assertEquals("waiting", Visitor.type(visitor.next()), visitor::story);
          visitor.awaitMatch();
        }
        assertEquals(one.room(), other.room());
      }
      assertEquals(List.of(), one.typesSoFar());
      assertEquals(List.of(), other.typesSoFar());
    }
  }

  @Test
  void socket_cutOnOneNode_isAwayAndThenGoneOnTheOther() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.socket().cut();
      assertEquals("partner-away", Visitor.type(other.next()));
      assertLeft(other.next(), other.room(), "gone");
    }
  }

  @Test
  void session_onTheOtherNode_isTakenFromTheFirst() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor older = Visitor.welcomed(near.port(), token);
        Visitor partner = Visitor.welcomed(near.port());
        Visitor newer = Visitor.silent(far.port())) {
      Visitor.match(older, partner);
      newer.hello(token);
      JsonNode welcome = newer.await("welcome");
      assertEquals("chatting", welcome.path("state").asText());
      assertEquals(partner.room(), welcome.path("room").path("room").asText());
      assertEquals("partner-back", Visitor.type(partner.next()));
      assertEquals(4501, older.awaitClose());
      newer.enter(partner.room());
      newer.chat("1", "from the other node");
      assertEquals("1", partner.next().path("id").asText());
      partner.chat("2", "to the other node");
      assertEquals("2", newer.next().path("id").asText());
    }
  }

  /** The newer connection leaves while the older one's node has yet to hear of it. */
  @Test
  void session_thatMovesAndSaysNextAtOnce_isInNoOlderRoom() {
    for (int round = 0; round < 10; round++) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor older = Visitor.welcomed(near.port(), token);
          Visitor partner = Visitor.welcomed(near.port());
          Visitor third = Visitor.welcomed(near.port());
          Visitor newer = Visitor.silent(far.port())) {
        Visitor.match(older, partner);
        newer.hello(token);
        newer.send("leave", "room", partner.room());
        newer.await("idle");
        Visitor.match(newer, third);
        partner.await("left");
        newer.chat("1", "here");
        assertEquals("1", third.await("chat").path("id").asText());
      }
    }
  }

  @Test
  void next_fortyTimesAmongThree_leavesNothingBehind() throws Exception {
    AtomicInteger nexts = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(40);
    try (Visitor one = Visitor.welcomed(near.port());
        Visitor two = Visitor.welcomed(far.port());
        Visitor three = Visitor.welcomed(near.port())) {
      for (Visitor visitor : List.of(one, two, three)) {
        visitor.find("restless");
        Thread.ofVirtual().start(() -> rush(visitor, nexts, enough));
      }
      assertTrue(
          enough.await(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS),
          () -> nexts + " only; " + one.story());
    }
    Eventually.await(
        "an empty lane",
        () ->
            RedisKeys.matching(redis, "passerby:{default:text}:*").stream()
                .allMatch(TwoNodesIT::outlivesItsVisitors));
  }

  /** The pairing's lease and figures, and the marks by which gateways notice a loss of data. */
  private static boolean outlivesItsVisitors(String key) {
    return key.endsWith(":lease") || key.endsWith(":figures") || key.contains(":mark:");
  }

  @Test
  void lane_whoseHolderIsFrozen_isPairedByTheOtherNodeAndNobodyIsMatchedTwice() {
    String nearId = nodeOf(near);
    Eventually.await("the lane is held", () -> holder().isPresent());
    boolean nearHolds = holder().equals(Optional.of(nearId));
    NodeProcess frozen = nearHolds ? near : far;
    NodeProcess other = nearHolds ? far : near;
    try (Visitor one = Visitor.welcomed(other.port());
        Visitor two = Visitor.welcomed(other.port());
        Visitor three = Visitor.welcomed(frozen.port());
        Visitor four = Visitor.welcomed(other.port())) {
      frozen.pause();
      try {
        Visitor.match(one, two);
        assertEquals(Optional.of(nodeOf(other)), holder());
      } finally {
        frozen.resume();
      }
      Visitor.match(three, four);
      one.chat("1", "still here");
      assertEquals("1", two.next().path("id").asText());
      // By now the one that was frozen has seen what it missed, and done what it had in mind.
      for (Visitor visitor : List.of(one, two, three, four)) {
        assertEquals(List.of(), visitor.typesSoFar(), visitor::story);
      }
    }
  }

  private static Optional<String> holder() {
    return RedisKeys.text(redis, "GET passerby:{default:text}:lease");
  }

  /** The id of a node, as it is written down for the sessions that are connected to it. */
  private static String nodeOf(NodeProcess node) {
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.hello(SessionClient.on(node.port()).token());
      String session = visitor.await("welcome").path("session").asText();
      return RedisKeys.text(redis, "HGET passerby:session:{" + session + "} node").orElseThrow();
    }
  }

  /** Says next in every room, and again when the other one was first. */
  private static void rush(Visitor visitor, AtomicInteger nexts, CountDownLatch enough) {
    try {
      while (enough.getCount() > 0) {
        JsonNode frame = visitor.next();
        boolean matched = Visitor.type(frame).equals("matched");
        if (matched || Visitor.type(frame).equals("left")) {
          visitor.send("next", "room", frame.path("room").asText());
        }
        if (matched) {
          nexts.incrementAndGet();
          enough.countDown();
        }
      }
    } catch (AssertionError | UncheckedIOException e) {
      if (enough.getCount() > 0) {
        throw e;
      } // else the test has hung up
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void chat_toAKilledNode_isGivenBackAndTheRoomEnds() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      far.kill();
      one.chat("lost", "is anybody there?");
      JsonNode error = one.next();
      assertEquals("partner-away", error.path("code").asText(), one::story);
      assertEquals("lost", error.path("ref").asText());
      assertEquals("partner-away", Visitor.type(one.next()));
      assertLeft(one.next(), one.room(), "gone");
      assertEquals(1006, other.awaitClose());
    }
  }

  private static void assertLeft(JsonNode frame, String room, String reason) {
    assertEquals("left", Visitor.type(frame), frame::toString);
    assertEquals(room, frame.path("room").asText());
    assertEquals(reason, frame.path("reason").asText());
  }
}
