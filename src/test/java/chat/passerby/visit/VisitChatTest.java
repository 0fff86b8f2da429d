package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.THERE;
import static chat.passerby.visit.Stage.chat;
import static chat.passerby.visit.Stage.relay;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Question;
import com.sun.management.ThreadMXBean;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is passed on in a chat, and what comes of it. */
class VisitChatTest {
  private static final Room ROOM = room("one");
  private static final RoomId ONE = ROOM.id();
  private static final Address BEN_LATER = new Address(BEN.session(), 6, HERE);
  private static final Address BEN_EARLIER = new Address(BEN.session(), 4, THERE);
  private final Stage anna = Stage.chatting(ROOM);

  @Test
  void chat_goesToThePartner() {
    anna.say("one", "1");
    assertEquals(
        List.of(new Effect.Relay(BEN, chat("one", ANNA, "1"))), anna.done(Effect.Relay.class));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void chat_straight_goesToThePartnerAsWell() {
    ClientFrame.Relayed frame = new ClientFrame.Relayed(Kind.CHAT, ONE, Optional.of("1"));
    Buffer raw = Buffer.buffer("{\"text\":\"hi\"}");
    assertEquals(BEN, anna.visit().straight(frame, raw, anna.now()));
    // It counts: lost, it has to come again before the next one.
    anna.take(new Input.NotHandedOn(BEN, chat("one", ANNA, "1"), Handover.UNKNOWN));
    assertNull(anna.visit().straight(said("2"), raw, anna.now()));
    anna.say("one", "2");
    assertEquals(List.of("error unavailable 1", "error unavailable 2"), anna.heard());
    ClientFrame.Relayed typing = new ClientFrame.Relayed(Kind.TYPING, ONE, Optional.empty());
    assertEquals(BEN, anna.visit().straight(typing, raw, anna.now()));
    anna.event(new RoomEvent.Away(ONE, BEN));
    assertNull(anna.visit().straight(typing, raw, anna.now()));
    assertNull(Stage.idle().visit().straight(typing, raw, anna.now()));
    assertNull(Stage.chatting(room("two")).visit().straight(typing, raw, anna.now()));
  }

  /** Measured by the JVM's own count of what the thread has allocated (HotSpot of JDK 25). */
  @Test
  void frames_straight_makeNoObject() {
    ClientFrame.Relayed typing = new ClientFrame.Relayed(Kind.TYPING, ONE, Optional.empty());
    RoomEvent.Relay partners = relay("one", BEN, Kind.TYPING, "");
    Buffer raw = Buffer.buffer("{}");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      if (anna.visit().straight(typing, raw, anna.now()) != null
          && anna.visit().passes(partners, anna.now())) {
        passed++;
      }
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(20_000, passed);
    assertTrue(bytes < passed, bytes + " bytes for " + passed + " frames each way");
  }

  @Test
  void partnersFrame_passes() {
    assertTrue(anna.visit().passes(chat("one", BEN, "1"), anna.now()));
    anna.event(chat("one", BEN, "2"));
    assertEquals(List.of("pass 2"), anna.heard());
    assertFalse(anna.visit().passes(chat("two", BEN, "1"), anna.now()));
    assertFalse(anna.visit().passes(chat("one", BEN_LATER, "1"), anna.now()));
    assertFalse(Stage.idle().visit().passes(chat("one", BEN, "1"), anna.now()));
    anna.event(new RoomEvent.Away(ONE, BEN));
    assertFalse(anna.visit().passes(chat("one", BEN, "1"), anna.now()));
  }

  @Test
  void partnersFrame_ofAnEarlierConnection_isNotShown() {
    anna.event(chat("one", BEN_EARLIER, "1"));
    assertEquals(List.of(), anna.heard());
    assertEquals(List.of(), anna.done(Effect.GiveBack.class));
  }

  @Test
  void partnersFrame_ofAnotherRoom_goesBack() {
    anna.event(chat("two", BEN, "1"));
    assertEquals(List.of(), anna.heard());
    assertEquals(
        List.of(new Effect.GiveBack(chat("two", BEN, "1"))), anna.done(Effect.GiveBack.class));
  }

  @Test
  void partnersFrames_beforeTheNewsOfTheRoom_areShownAfterIt() {
    Stage waiting = Stage.waiting();
    waiting.event(chat("one", BEN, "1")).event(chat("two", BEN, "2"));
    waiting.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of("matched one", "pass 1"), waiting.heard());
    assertEquals(
        List.of(new Effect.GiveBack(chat("two", BEN, "2"))), waiting.done(Effect.GiveBack.class));
  }

  @Test
  void chat_thatFindsNobody_isAnsweredAndThePartnerIsMissed() {
    anna.say("one", "1");
    anna.take(new Input.NotHandedOn(BEN, chat("one", ANNA, "1"), Handover.GONE));
    assertEquals(List.of("error partner-away 1", "partner-away"), anna.heard());
    assertEquals(1, anna.done(Effect.CountUndelivered.class).size());
    anna.say("one", "1");
    assertEquals(List.of("error partner-away 1"), anna.heard());
  }

  @Test
  void chat_thatFindsNobodyOnThisNode_waitsForWordFromThePartner() {
    Room local = room("near", ANNA, BEN_LATER);
    Stage near = Stage.chatting(local);
    near.say("near", "1");
    near.take(new Input.NotHandedOn(BEN_LATER, chat("near", ANNA, "1"), Handover.GONE));
    assertEquals(List.of("error partner-away 1"), near.heard());
    Address moved = new Address(BEN.session(), 7, THERE);
    near.event(new RoomEvent.Here(local.id(), moved));
    assertEquals(List.of("partner-back"), near.heard());
    // What was lost on the way to the older connection is said again at once.
    near.take(new Input.NotHandedOn(BEN_LATER, chat("near", ANNA, "2"), Handover.GONE));
    assertEquals(List.of("error unavailable 2"), near.heard());
  }

  @Test
  void chats_lostWithRedis_comeAgainInOrder() {
    anna.say("one", "1").say("one", "2");
    anna.take(new Input.Refresh(true));
    assertEquals(List.of("partner-back"), anna.heard());
    anna.say("one", "2");
    assertEquals(List.of("error unavailable 2"), anna.heard());
    anna.say("one", "1").say("one", "2");
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void chat_thatCameTooFast_holdsUpTheNext() {
    anna.take(new Input.TooFast(said("1"), Duration.ofSeconds(1)));
    anna.say("one", "2");
    assertEquals(List.of("error rate-limited 2"), anna.heard());
    anna.take(new Input.TooFast(new ClientFrame.Cancel(), Duration.ofSeconds(1)));
    anna.take(
        new Input.TooFast(
            new ClientFrame.Relayed(Kind.TYPING, ONE, Optional.empty()), Duration.ofSeconds(1)));
    Stage.idle().take(new Input.TooFast(said("1"), Duration.ofSeconds(1)));
  }

  @Test
  void ack_thatRedisDidNotTake_goesAgain() {
    RoomEvent.Relay ack = relay("one", ANNA, Kind.ACK, "7");
    anna.take(new Input.NotHandedOn(BEN, ack, Handover.UNKNOWN));
    assertEquals(List.of(), anna.heard());
    anna.tick();
    assertEquals(List.of(new Question.Deliver(BEN, ack)), anna.asked(Question.Deliver.class));
    anna.answer(Question.Deliver.class, Handover.UNKNOWN);
    anna.event(new RoomEvent.Away(ONE, BEN)).tick();
    assertFalse(anna.asked(Question.Deliver.class).contains(new Question.Deliver(BEN, ack)));
  }

  @Test
  void undelivered_isAnsweredByWhetherThePartnerIsHere() {
    anna.say("one", "1");
    anna.event(new RoomEvent.Undelivered(ONE, Kind.CHAT, Optional.of("1")));
    assertEquals(List.of("error unavailable 1"), anna.heard());
    anna.event(new RoomEvent.Away(ONE, BEN));
    anna.event(new RoomEvent.Undelivered(ONE, Kind.CHAT, Optional.of("1")));
    anna.event(new RoomEvent.Undelivered(ONE, Kind.TYPING, Optional.empty()));
    anna.event(new RoomEvent.Undelivered(new RoomId("old"), Kind.CHAT, Optional.of("0")));
    assertEquals(
        List.of("partner-away", "error partner-away 1", "error partner-away 0"), anna.heard());
  }

  private static ClientFrame.Relayed said(String id) {
    return new ClientFrame.Relayed(Kind.CHAT, ONE, Optional.of(id));
  }
}
