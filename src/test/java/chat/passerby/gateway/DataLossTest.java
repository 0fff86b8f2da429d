package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redis loses its data, all of it or one key: nobody loses a chat or a place for that, whether they
 * come back before or after the gateways have written it down again.
 */
class DataLossTest {
  private static final String MEMBERS = "passerby:{default:text}:members";

  private RealRedis redis;
  private LocalNode near;
  private LocalNode far;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Map<String, String> settings =
        Map.of("PASSERBY_GRACE", "PT60S", "PASSERBY_RECENT_WINDOW", "PT5M");
    near = LocalNode.start(redis.endpoint(), settings);
    far = LocalNode.start(redis.endpoint(), settings);
  }

  @AfterEach
  void end() {
    near.close();
    far.close();
    redis.close();
  }

  @Test
  void room_madeAfterALoss_isComeBackTo() {
    for (LocalNode back : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(far.port())) {
        redis.clear();
        Visitor.match(one, other);
        one.socket().cut();
        other.await("partner-away");
        comeBack(back, token, one.room(), other);
      }
    }
  }

  @Test
  void room_madeBeforeALoss_isComeBackToAtOnce() {
    for (LocalNode back : List.of(near, far)) {
      for (LocalNode partners : List.of(near, far)) {
        String token = SessionClient.on(near.port()).token();
        try (Visitor one = Visitor.welcomed(near.port(), token);
            Visitor other = Visitor.welcomed(partners.port())) {
          Visitor.match(one, other);
          one.socket().cut();
          other.await("partner-away");
          redis.clear();
          comeBack(back, token, one.room(), other);
        }
      }
    }
  }

  @Test
  void room_whoseBothSidesAreAway_isComeBackToByBoth() {
    String token = SessionClient.on(near.port()).token();
    String others = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(far.port(), others);
        Visitor again = Visitor.silent(far.port());
        Visitor otherAgain = Visitor.silent(near.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      other.socket().cut();
      // Only the two sockets are open by which they will come back.
      Eventually.await("neither is connected", () -> connections(near) + connections(far) == 2);
      redis.clear();
      again.hello(token);
      otherAgain.hello(others);
      assertChatting(again, one.room());
      assertChatting(otherAgain, one.room());
      talk(again, otherAgain);
    }
  }

  /** The node that held the older connection has not heard that there is a newer one. */
  @Test
  void partner_whoIsLookedForWhereItWas_isFoundWhereItIs() {
    String token = SessionClient.on(near.port()).token();
    String others = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(far.port(), others);
        Visitor again = Visitor.silent(far.port());
        Visitor otherAgain = Visitor.silent(near.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      other.socket().cut();
      Eventually.await("neither is connected", () -> connections(near) + connections(far) == 2);
      redis.ask(Command.DEL, key(session(token)));
      again.hello(token);
      assertChatting(again, one.room());
      redis.ask(Command.HSET, MEMBERS, session(token), Buffer.buffer(one.room()));
      otherAgain.hello(others);
      assertChatting(otherAgain, one.room());
      talk(again, otherAgain);
    }
  }

  /** Evicted, or deleted by somebody. */
  @ParameterizedTest
  @ValueSource(strings = {"session", "room", "members", "member"})
  void key_thatIsLost_isWrittenDownAgain(String which) {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      String session = session(token);
      String room = "passerby:{default:text}:room:" + one.room();
      switch (which) {
        case "session" -> redis.ask(Command.DEL, key(session));
        case "room" -> redis.ask(Command.DEL, room);
        case "members" -> redis.ask(Command.DEL, MEMBERS);
        default -> redis.ask(Command.HDEL, MEMBERS, session);
      }
      Eventually.await(
          "it is there again",
          () ->
              redis.exists(key(session))
                  && redis.exists(room)
                  && redis.hash(MEMBERS).containsKey(session));
      one.socket().cut();
      other.await("partner-away");
      comeBack(far, token, one.room(), other);
    }
  }

  @Test
  void sessions_idleWaitingAndChatting_areWrittenDownAgainWithTheirNotes() {
    List<String> tokens =
        List.of(
            SessionClient.on(near.port()).token(),
            SessionClient.on(near.port()).token(),
            SessionClient.on(near.port()).token());
    try (Visitor idle = Visitor.welcomed(near.port(), tokens.get(0));
        Visitor waiting = Visitor.welcomed(far.port(), tokens.get(1));
        Visitor chatting = Visitor.welcomed(near.port(), tokens.get(2));
        Visitor partner = Visitor.welcomed(far.port())) {
      Visitor.match(idle, partner);
      idle.send("leave", "room", idle.room());
      idle.await("idle");
      partner.await("left");
      waiting.find(Company.tag());
      waiting.await("waiting");
      Visitor.match(chatting, partner);
      Eventually.await("all is noted", () -> tokens.stream().allMatch(this::isNoted));
      // An end that has been read is forgotten; until then it would come again.
      Eventually.await(
          "the end is read",
          () ->
              entry(tokens.get(0)).containsKey("past")
                  && !entry(tokens.get(0)).containsKey("left:" + idle.room()));
      List<Map<String, Buffer>> before = tokens.stream().map(this::entry).toList();
      redis.clear();
      for (int i = 0; i < 3; i++) {
        String token = tokens.get(i);
        Map<String, Buffer> noted = before.get(i);
        Eventually.await("the entry is there again", () -> entry(token).equals(noted));
      }
    }
  }

  private boolean isNoted(String token) {
    return entry(token).keySet().containsAll(Set.of("epoch", "node", "search"));
  }

  @Test
  void waitingVisitor_whoIsAwayDuringALoss_keepsThePlace() {
    String token = SessionClient.on(near.port()).token();
    String tag = Company.tag();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      one.find(tag);
      long since = one.await("waiting").path("since").asLong();
      one.socket().cut();
      Eventually.await(
          "the ticket is parked",
          () -> redis.exists("passerby:{default:text}:parked:" + session(token)));
      redis.clear();
      again.hello(token);
      assertEquals("waiting", again.await("welcome").path("state").asText(), again::story);
      assertEquals(since, again.await("waiting").path("since").asLong());
      other.find(tag);
      assertEquals(again.awaitMatch(), other.awaitMatch());
    }
  }

  /** As when its partner's node notes the end down between the loss and its mending. */
  @Test
  void end_thatWasReadBeforeALoss_isNotToldAgain() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      String room = one.room();
      other.send("leave", "room", room);
      Eventually.await("the end is noted", () -> entry(token).containsKey("left:" + room));
      Buffer note = entry(token).get("left:" + room);
      one.await("left");
      Eventually.await("the end is read", () -> !entry(token).containsKey("left:" + room));
      redis.clear();
      redis.ask(Command.HSET, key(session(token)), Buffer.buffer("left:" + room), note);
      Eventually.await(
          "it is forgotten",
          () -> entry(token).containsKey("past") && !entry(token).containsKey("left:" + room));
    }
  }

  @Test
  void next_whenTheSearchIsLost_leavesTheRoomAndAsksForAFind() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      redis.ask(Command.HDEL, key(session(token)), Buffer.buffer("search"));
      again.hello(token);
      assertChatting(again, one.room());
      again.send("next", "room", one.room());
      assertEquals("next", again.await("left").path("reason").asText());
      assertEquals("next", again.awaitError("wrong-state").path("ref").asText());
      other.await("left");
      again.find(Company.tag());
      again.await("waiting");
    }
  }

  /**
   * As when Redis is put right only after the return: the visitor has been told that it is idle.
   */
  @Test
  void find_afterAReturnToNoRoom_neverLeadsIntoTheOldOne() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor third = Visitor.welcomed(far.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      String old = one.room();
      String room = "passerby:{default:text}:room:" + old;
      Buffer packed = redis.answer(Command.GET, room).toBuffer();
      Buffer member = Buffer.buffer(old + "|1|somewhere");
      one.socket().cut();
      other.await("partner-away");
      redis.ask(Command.DEL, room);
      again.hello(token);
      JsonNode welcome = again.await("welcome");
      if (welcome.path("state").asText().equals("idle")) {
        redis.ask(Command.SET, room, packed);
        redis.ask(Command.HSET, MEMBERS, session(token), member);
        Visitor.match(again, third);
        assertNotEquals(old, again.room());
        talk(again, third);
        String left = "\"type\":\"left\"";
        assertEquals(2, again.story().split(left, -1).length, again::story);
        assertEquals(old, other.await("left").path("room").asText());
      }
    }
  }

  @Test
  void block_thatRedisHasLost_holdsAllTheSame() {
    try (Visitor one = Visitor.welcomed(near.port());
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      one.send("block", "room", one.room());
      one.send("leave", "room", one.room());
      one.await("idle");
      other.await("left");
      Eventually.await("both are blocked", () -> blocks().size() == 2);
      redis.clear();
      Eventually.await("both are blocked again", () -> blocks().size() == 2);
    }
  }

  private void comeBack(LocalNode back, String token, String room, Visitor partner) {
    try (Visitor again = Visitor.silent(back.port())) {
      again.hello(token);
      assertChatting(again, room);
      partner.await("partner-back");
      talk(again, partner, room);
      again.send("leave", "room", room);
      again.await("idle");
      assertEquals(room, partner.await("left").path("room").asText());
      assertFalse(partner.typesSoFar().contains("left"), partner::story);
    }
  }

  private static void assertChatting(Visitor again, String room) {
    JsonNode welcome = again.await("welcome");
    assertEquals("chatting", welcome.path("state").asText(), again::story);
    assertEquals(room, welcome.path("room").path("room").asText());
    again.enter(room);
  }

  private static void talk(Visitor one, Visitor other, String room) {
    one.enter(room);
    other.enter(room);
    talk(one, other);
  }

  /** As clients do: what has not arrived is sent again. */
  private static void talk(Visitor one, Visitor other) {
    arrives(one, other, "there");
    arrives(other, one, "and back");
  }

  private static void arrives(Visitor from, Visitor to, String id) {
    Eventually.await(
        "a chat arrives",
        () -> {
          from.chat(id, "here?");
          return to.soFar().stream().anyMatch(frame -> frame.path("id").asText().equals(id));
        });
  }

  private static double connections(LocalNode node) {
    return node.meter("passerby_connections").gauge().value();
  }

  private List<String> blocks() {
    return redis.keys().stream().filter(key -> key.contains("blocked")).toList();
  }

  private Map<String, Buffer> entry(String token) {
    return redis.hash(key(session(token)));
  }

  private static String key(String session) {
    return "passerby:session:{" + session + "}";
  }

  private static String session(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sub");
  }
}
