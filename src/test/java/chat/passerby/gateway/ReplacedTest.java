package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.room.RoomCodec;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session says hello again while its older connection is still there. */
class ReplacedTest extends ResumeFixture {
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
}
