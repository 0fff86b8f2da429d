package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noted down about a session is there when it comes back. */
class ReturnNotesTest extends ResumeFixture {
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
      // The end is told again to a connection whose session may not have read it.
      assertFalse(again.typesSoFar().contains("error"));
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
}
