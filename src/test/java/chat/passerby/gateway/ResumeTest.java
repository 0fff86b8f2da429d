package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dropped connection is not the end: its session comes back, on whichever node. */
class ResumeTest extends ResumeFixture {
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
}
