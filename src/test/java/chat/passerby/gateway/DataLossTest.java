package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redis loses its data, all of it or one key: nobody loses a chat or a place for that, whether they
 * come back before or after the gateways have written it down again.
 */
class DataLossTest extends DataLossFixture {
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
      matchAndCut(one, other);
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
      matchAndCut(one, other);
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
      if (welcome.path("state").asText().equals("chatting")) {
        // The partner's node was faster, and has written the room down again.
        assertEquals(old, welcome.path("room").path("room").asText());
        talk(again, other, old);
      } else {
        assertEquals("idle", welcome.path("state").asText(), again::story);
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

  /** Both are away from their room; only the two sockets are open by which they will come back. */
  private void matchAndCut(Visitor one, Visitor other) {
    Visitor.match(one, other);
    one.socket().cut();
    other.await("partner-away");
    other.socket().cut();
    Eventually.await("neither is connected", () -> connections(near) + connections(far) == 2);
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

  private static double connections(LocalNode node) {
    return node.meter("passerby_connections").gauge().value();
  }
}
