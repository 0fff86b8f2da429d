package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.RoomEventCodec;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.room.RoomCodec;
import chat.passerby.session.Address;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dropped connection is not the end: its session comes back, on whichever node. */
class ResumeTest {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofMillis(20);
  private static final MovableClock clock = new MovableClock();

  private static RealRedis redis;
  private static LocalNode near;
  private static LocalNode far;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Deadlines usual = Deadlines.PROTOCOL;
    Deadlines often =
        new Deadlines(usual.hello(), usual.ping(), usual.silence(), usual.farewell(), ROUND);
    Map<String, String> settings = Map.of("PASSERBY_GRACE", GRACE.toString());
    near = LocalNode.start(redis.endpoint(), settings, often, clock);
    far = LocalNode.start(redis.endpoint(), settings, often, clock);
  }

  @AfterAll
  static void end() {
    near.close();
    far.close();
    redis.close();
  }

  @Test
  void chat_whoseOneSideDrops_goesOnWhenItIsBack() {
    for (LocalNode back : List.of(near, far)) {
      for (LocalNode partners : List.of(near, far)) {
        String token = SessionClient.on(near.port()).token();
        try (Visitor one = Visitor.welcomed(near.port(), token);
            Visitor other = Visitor.welcomed(partners.port());
            Visitor again = Visitor.silent(back.port())) {
          Visitor.match(one, other);
          String room = one.room();
          one.socket().cut();
          JsonNode away = other.await("partner-away");
          assertEquals(room, away.path("room").asText());
          assertTrue(away.path("until").asLong() >= clock.instant().toEpochMilli());
          other.chat("lost", "are you there?");
          JsonNode error = other.next();
          assertEquals("partner-away", error.path("code").asText(), other::story);
          assertEquals("lost", error.path("ref").asText());

          comeBack(again, token, room);
          assertEquals("partner-back", Visitor.type(other.next()));
          // Written before its client had read of the return: it must not overtake.
          other.chat("next", "and now?");
          assertEquals("unavailable", other.next().path("code").asText(), other::story);
          for (String id : List.of("lost", "next")) {
            other.chat(id, "once more");
            assertEquals(id, again.next().path("id").asText());
          }
          talk(again, other);
          again.send("leave", "room", room);
          assertLeft(other.next(), room, "left");
          assertLeft(again.next(), room, "left");
        }
      }
    }
  }

  @Test
  void chat_whoseOneSideDoesNotComeBack_endsWithTheGrace() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.socket().cut();
      other.await("partner-away");
      clock.advance(GRACE.minusSeconds(1));
      assertEquals(List.of(), other.typesSoFar());
      clock.advance(Duration.ofSeconds(2));
      assertLeft(other.next(), other.room(), "gone");
    }
  }

  @Test
  void chat_thatEndedMeanwhile_isToldOnceWhenTheSessionIsBack() {
    for (LocalNode back : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.silent(near.port());
          Visitor other = Visitor.welcomed(far.port())) {
        one.hello(token);
        String session = one.next().path("session").asText();
        Visitor.match(one, other);
        one.socket().cut();
        other.await("partner-away");
        other.send("next", "room", other.room());
        other.await("waiting");
        other.send("cancel");
        other.await("idle");
        Eventually.await(
            "the end is noted down",
            () ->
                redis.hash("passerby:session:{" + session + "}").containsKey("left:" + one.room()));
        try (Visitor again = Visitor.silent(back.port())) {
          JsonNode left = backIdle(again, token);
          assertLeft(left, one.room(), "next");
          again.send("next", "room", one.room());
          assertEquals("waiting", Visitor.type(again.next()), again::story);
          again.send("cancel");
          again.await("idle");
          again.socket().cut();
        }
        try (Visitor third = Visitor.silent(near.port())) {
          third.hello(token);
          assertEquals("idle", third.next().path("state").asText());
          assertEquals(List.of(), third.typesSoFar());
        }
      }
    }
  }

  private static JsonNode backIdle(Visitor again, String token) {
    again.hello(token);
    JsonNode welcome = again.next();
    assertEquals("idle", welcome.path("state").asText(), welcome::toString);
    return again.next();
  }

  @Test
  void visitor_whoLeavesForGood_hasNoGrace() {
    List<Visitor> pair = Visitor.matched(near.port(), far.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.socket().close(1000);
      assertLeft(other.next(), other.room(), "gone");
    }
  }

  @Test
  void waitingVisitor_whoDrops_isMatchedWithNobodyAndKeepsThePlace() {
    for (LocalNode back : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      String tag = Company.tag();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(near.port());
          Visitor third = Visitor.welcomed(near.port());
          Visitor again = Visitor.silent(back.port())) {
        one.find(tag);
        long since = one.await("waiting").path("since").asLong();
        one.socket().cut();
        Eventually.await(
            "the ticket is out",
            () -> redis.number(Command.HLEN, "passerby:{default:text}:tickets") == 0);
        other.find(tag);
        other.await("waiting");
        again.hello(token);
        assertEquals("waiting", again.next().path("state").asText());
        JsonNode waiting = again.next();
        assertEquals("waiting", Visitor.type(waiting));
        assertEquals(since, waiting.path("since").asLong());
        assertEquals(other.awaitMatch(), again.awaitMatch());
        third.find(tag);
        third.await("waiting");
      }
    }
  }

  @Test
  void next_afterTheReturn_searchesByTheSameCriteria() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      String room = one.room();
      one.socket().cut();
      other.await("partner-away");
      again.hello(token);
      again.await("welcome");
      other.await("partner-back");
      again.send("next", "room", room);
      other.send("next", "room", room);
      again.await("waiting");
      assertEquals(other.awaitMatch(), again.awaitMatch());
    }
  }

  @Test
  void partnerOfAnEarlierConnection_canStillBeBlocked() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      String room = one.room();
      one.send("leave", "room", room);
      one.await("idle");
      one.socket().cut();
      Eventually.await("the room is noted down", () -> notesOf(token).containsKey("past"));
      again.hello(token);
      assertEquals("idle", again.next().path("state").asText());
      again.send("block", "room", room);
      assertEquals(List.of(), again.typesSoFar());
      String tag = Company.tag();
      again.find(tag);
      again.await("waiting");
      clock.advance(Duration.ofMillis(1));
      other.await("left");
      other.find(tag);
      other.await("waiting");
      clock.advance(Duration.ofMillis(1));
      Company.assertThirdIsPreferred(again, other, tag, near.port());
    }
  }

  /** As by the node of a partner who has not heard yet that it is over. */
  @Test
  void room_thatIsWrittenDownAgain_isNotComeToByWhoHasLeftIt() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor third = Visitor.welcomed(near.port())) {
      Visitor.match(one, other);
      String room = one.room();
      String key = "passerby:{default:text}:room:" + room;
      Buffer packed = redis.answer(Command.GET, key).toBuffer();
      one.send("leave", "room", room);
      one.await("idle");
      Visitor.match(one, third);
      one.send("leave", "room", one.room());
      one.await("idle");
      third.await("left");
      Eventually.await("both rooms are forgotten", () -> !redis.exists(key));
      redis.ask(Command.SET, key, packed);
      redis.ask(Command.HSET, "passerby:{default:text}:members", sessionOf(token), room);
      clock.advance(Duration.ofSeconds(1));
      Visitor.match(one, third);
      assertNotEquals(room, one.room());
      talk(one, third);
      Eventually.await("it is forgotten again", () -> !redis.exists(key));
    }
  }

  /** As after an upgrade: what is written down is of a version that this node cannot read. */
  @Test
  void session_whoseNotesAreUnreadable_isWelcomedAllTheSame() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor again = Visitor.silent(far.port())) {
      one.find(Company.tag());
      one.await("waiting");
      String session = sessionOf(token);
      redis.ask(
          Command.HSET,
          "passerby:session:{" + session + "}",
          "search",
          "?",
          "left:room",
          "?",
          "past",
          "?");
      redis.ask(Command.HSET, "passerby:{default:text}:tickets", session, "1|1|?");
      again.hello(token);
      assertEquals("idle", again.next().path("state").asText());
      again.find(Company.tag());
      again.await("waiting");
    }
  }

  @Test
  void partner_whoMoves_isNotToldOfAsAway() {
    for (LocalNode partners : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(partners.port());
          Visitor again = Visitor.silent(far.port())) {
        Visitor.match(one, other);
        String room = one.room();
        replace(token);
        assertEquals(4501, one.awaitClose());
        other.chat("between", "where are you?");
        assertEquals("partner-away", other.next().path("code").asText(), other::story);
        comeBack(again, token, room);
        assertEquals("partner-back", Visitor.type(other.next()), other::story);
        other.chat("between", "once more");
        assertEquals("between", again.next().path("id").asText());
        talk(again, other);
      }
    }
  }

  @Test
  void partner_whoseMoveComesToNothing_isAway() {
    for (LocalNode partners : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(partners.port())) {
        Visitor.match(one, other);
        replace(token);
        assertEquals(4501, one.awaitClose());
        other.chat("lost", "where are you?");
        assertEquals("partner-away", other.next().path("code").asText(), other::story);
        assertEquals(List.of(), other.typesSoFar());
        clock.advance(Duration.ofSeconds(3));
        other.await("partner-away");
        clock.advance(GRACE.plusSeconds(1));
        assertLeft(other.next(), other.room(), "gone");
      }
    }
  }

  /** As by a node that does not know whether both have heard of their match, and tells again. */
  @Test
  void match_toldAgainInTheMiddleOfTheReturn_endsNoChat() {
    for (boolean replaced : List.of(true, false)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(far.port());
          Visitor again = Visitor.silent(far.port())) {
        Visitor.match(one, other);
        String room = one.room();
        String key = "passerby:{default:text}:room:" + room;
        Buffer packed = redis.answer(Command.GET, key).toBuffer();
        Address ones = addressOf(token);
        if (replaced) {
          replace(token);
          assertEquals(4501, one.awaitClose());
        } else {
          one.socket().cut();
          other.await("partner-away");
        }
        publish(ones, new RoomEvent.Matched(RoomCodec.unpack(packed)));
        // What is sent behind it comes back when that has been dealt with.
        other.chat("behind", "t");
        other.awaitError("partner-away");
        comeBack(again, token, room);
        other.await("partner-back");
        other.chat("behind", "t");
        again.await("chat");
        talk(again, other);
      }
    }
  }

  /** Does to a session's connection what a newer hello does on another node, and no more. */
  private static void replace(String token) {
    publish(addressOf(token), new RoomEvent.Replaced());
  }

  private static Address addressOf(String token) {
    Map<String, Buffer> session = notesOf(token);
    return new Address(
        new SessionId(sessionOf(token)),
        Long.parseLong(session.get("epoch").toString()),
        new NodeId(session.get("node").toString()));
  }

  /** Tells a connection what another node would. */
  private static void publish(Address address, RoomEvent event) {
    Buffer packed = RoomEventCodec.pack(new RoomEventCodec.Delivery(address, event));
    redis.ask(
        Command.PUBLISH,
        "passerby:node:" + address.node().value(),
        new PackedWriter().bytes(packed).packed());
  }

  private static String sessionOf(String token) {
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
    return new JsonObject(claims).getString("sub");
  }

  /** What is noted down about the session of a token. */
  private static Map<String, Buffer> notesOf(String token) {
    return redis.hash("passerby:session:{" + sessionOf(token) + "}");
  }

  @Test
  void bothSides_whoDropAndComeBack_meetInTheirRoom() {
    String ones = SessionClient.on(near.port()).token();
    String others = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), ones);
        Visitor other = Visitor.welcomed(far.port(), others);
        Visitor oneAgain = Visitor.silent(far.port());
        Visitor otherAgain = Visitor.silent(near.port())) {
      Visitor.match(one, other);
      String room = one.room();
      one.socket().cut();
      other.await("partner-away");
      other.socket().cut();
      comeBack(oneAgain, ones, room);
      oneAgain.await("partner-away");
      comeBack(otherAgain, others, room);
      oneAgain.await("partner-back");
      talk(oneAgain, otherAgain);
    }
  }

  /** Each looks for the other while that is on its way. */
  @Test
  void bothSides_whoComeBackAtOnce_findEachOther() {
    for (int round = 0; round < 40; round++) {
      LocalNode place = round % 2 == 0 ? near : far;
      String ones = SessionClient.on(near.port()).token();
      String others = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), ones);
          Visitor other = Visitor.welcomed(far.port(), others);
          Visitor oneAgain = Visitor.silent(near.port());
          Visitor otherAgain = Visitor.silent(place.port())) {
        Visitor.match(one, other);
        String room = one.room();
        one.socket().cut();
        other.socket().cut();
        oneAgain.hello(ones);
        otherAgain.hello(others);
        for (Visitor back : List.of(oneAgain, otherAgain)) {
          assertBack(back, room);
        }
        talkInTheEnd(oneAgain, otherAgain);
        talkInTheEnd(otherAgain, oneAgain);
        oneAgain.send("leave", "room", room);
        oneAgain.await("idle");
      }
    }
  }

  /** As a client does that sends a chat again until it has arrived. */
  private static void talkInTheEnd(Visitor from, Visitor to) {
    Eventually.await(
        "a chat arrives",
        () -> {
          from.chat("again", "t");
          return to.typesSoFar().contains("chat");
        });
  }

  @Test
  void olderConnection_stillOpen_isFencedAndItsWritesChangeNothing() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      again.hello(token);
      again.await("welcome");
      other.await("partner-back");
      one.chat("late", "late");
      one.send("leave", "room", one.room());
      assertEquals(4501, one.awaitClose());
      again.enter(other.room());
      talk(again, other);
    }
  }

  private static void comeBack(Visitor again, String token, String room) {
    again.hello(token);
    assertBack(again, room);
  }

  private static void assertBack(Visitor again, String room) {
    JsonNode welcome = again.next();
    assertEquals("chatting", welcome.path("state").asText(), again::story);
    assertEquals(room, welcome.path("room").path("room").asText());
    assertFalse(welcome.path("room").path("polite").isMissingNode());
    again.enter(room);
  }

  private static void talk(Visitor one, Visitor other) {
    one.chat("from-one", "t");
    assertEquals("from-one", other.await("chat").path("id").asText());
    other.chat("from-other", "t");
    assertEquals("from-other", one.await("chat").path("id").asText());
  }

  private static void assertLeft(JsonNode frame, String room, String reason) {
    assertEquals("left", Visitor.type(frame), frame::toString);
    assertEquals(room, frame.path("room").asText());
    assertEquals(reason, frame.path("reason").asText());
  }
}
