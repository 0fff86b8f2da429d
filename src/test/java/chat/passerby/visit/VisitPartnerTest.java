package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.GRACE;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.THERE;
import static chat.passerby.visit.Stage.chat;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the partner is, and what is said when that changes. */
class VisitPartnerTest {
  private static final Room ROOM = room("one");
  private static final RoomId ONE = ROOM.id();
  private static final Address BEN_LATER = new Address(BEN.session(), 6, HERE);
  private final Stage anna = Stage.chatting(ROOM);

  @Test
  void partner_missedWithoutWord_isAway() {
    anna.event(new RoomEvent.Missing(ONE, BEN));
    assertEquals(List.of(), anna.heard());
    anna.tick();
    assertTrue(anna.asks(Question.Deliver.class));
    anna.pass(Duration.ofSeconds(2));
    anna.tick();
    assertEquals(List.of("partner-away"), anna.heard());
    anna.event(new RoomEvent.Missing(ONE, BEN));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void partner_awayAndBack_isToldOnceEach() {
    anna.event(new RoomEvent.Away(ONE, BEN)).event(new RoomEvent.Away(ONE, BEN));
    anna.event(new RoomEvent.Here(ONE, BEN_LATER)).event(new RoomEvent.Away(ONE, BEN));
    assertEquals(List.of("partner-away", "partner-back"), anna.heard());
    anna.say("one", "1");
    assertEquals(BEN_LATER, anna.done(Effect.Relay.class).getFirst().to());
  }

  @Test
  void partner_whoSendsAgain_isBack() {
    anna.event(new RoomEvent.Away(ONE, BEN));
    anna.event(chat("one", BEN_LATER, "1"));
    assertEquals(List.of("partner-away", "partner-back", "pass 1"), anna.heard());
  }

  /** It came back, sent again what was not acked, and was not known to be there yet. */
  @Test
  void ack_thatFoundNobody_isSentAgainWhenThePartnerIsBack() {
    RoomEvent.Relay ack = Stage.relay("one", ANNA, Kind.ACK, "1");
    anna.take(new Input.NotHandedOn(BEN, ack, Handover.GONE));
    anna.tick();
    assertFalse(
        anna.asked(Question.Deliver.class).contains(new Question.Deliver(BEN, ack)),
        "nobody is there");
    anna.event(new RoomEvent.Here(ONE, BEN_LATER)).tick();
    assertTrue(anna.asked(Question.Deliver.class).contains(new Question.Deliver(BEN_LATER, ack)));
  }

  @Test
  void partner_whoseGraceIsOver_hasLeft() {
    anna.event(new RoomEvent.Away(ONE, BEN));
    anna.heard();
    anna.pass(GRACE);
    anna.take(new Input.Tick(true));
    assertEquals(List.of(), anna.heard(), "the word that it is back may not have been read yet");
    anna.tick();
    assertEquals(List.of("left one gone"), anna.heard());
    anna.event(new RoomEvent.Here(ONE, BEN_LATER));
    assertEquals(
        List.of(new RoomEvent.Ended(ROOM, Left.Reason.GONE, Optional.of(ANNA))), anna.told());
  }

  @Test
  void partner_withoutAnyGrace_hasLeftAtOnce() {
    Stage hurried = new Stage(1, Duration.ZERO);
    hurried.take(
        new Input.Begin(
            new Found(new Found.InRoom(ROOM, BEN), Optional.empty(), List.of(), List.of())));
    hurried.heard();
    hurried.event(new RoomEvent.Away(ONE, BEN));
    assertEquals(List.of("left one gone"), hurried.heard());
  }

  @Test
  void partner_whoseNodeDies_isAway() {
    anna.take(new Input.NodesDied(Set.of(HERE)));
    assertEquals(List.of(), anna.heard());
    anna.take(new Input.NodesDied(Set.of(THERE)));
    assertEquals(List.of("partner-away"), anna.heard());
    Stage.idle().take(new Input.NodesDied(Set.of(THERE)));
  }

  @Test
  void news_ofAnotherRoomsPartner_changeNothing() {
    RoomId two = new RoomId("two");
    anna.event(new RoomEvent.Away(two, BEN)).event(new RoomEvent.Missing(two, BEN));
    assertEquals(List.of(), anna.heard());
    anna.event(new RoomEvent.Here(two, BEN));
    assertEquals(List.of(new RoomEvent.Missing(two, ANNA)), anna.told());
    Stage waiting = Stage.waiting();
    waiting.event(new RoomEvent.Here(two, BEN));
    assertEquals(List.of(), waiting.told(), "the news of the room may be on their way");
  }

  @Test
  void here_ofAPartnerWhoHasMoved_isAnsweredByWhereAnnaIs() {
    anna.event(new RoomEvent.Here(ONE, BEN_LATER));
    assertEquals(List.of("partner-back"), anna.heard());
    assertEquals(
        new Question.Deliver(BEN_LATER, new RoomEvent.Here(ONE, ANNA)),
        anna.asked(Question.Deliver.class).getFirst());
    anna.answer(Question.Deliver.class, Handover.TAKEN);
    assertEquals(List.of(), anna.heard());
    anna.event(new RoomEvent.Here(ONE, BEN_LATER));
    assertFalse(anna.asks(Question.Deliver.class));
  }

  /** Ben came back to the room by another connection before the news of it were told. */
  @Test
  void here_beforeTheNewsOfTheRoom_saysWhereThePartnerIs() {
    Stage waiting = Stage.waiting();
    waiting.event(new RoomEvent.Here(ONE, BEN_LATER)).event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of("matched one", "partner-back"), waiting.heard());
    waiting.say("one", "1");
    assertEquals(BEN_LATER, waiting.done(Effect.Relay.class).getFirst().to());
    Stage other = Stage.waiting().event(new RoomEvent.Here(ONE, BEN_LATER));
    other.event(new RoomEvent.Matched(room("two"))).say("two", "1");
    assertEquals(BEN, other.done(Effect.Relay.class).getFirst().to());
  }

  @Test
  void announcement_thatFindsNobody_makesThePartnerAway() {
    anna.take(new Input.Refresh(false));
    anna.answer(Question.Deliver.class, Handover.GONE);
    assertEquals(List.of("partner-away"), anna.heard());
  }

  @Test
  void stillIn_ofARoomThatIsUnknown_endsItForBoth() {
    anna.leave("one");
    anna.heard();
    anna.event(new RoomEvent.StillIn(ROOM, BEN));
    assertEquals(List.of(), anna.heard());
    anna.event(new RoomEvent.StillIn(room("lost"), BEN));
    assertEquals(List.of("left lost gone"), anna.heard());
    assertEquals(2, anna.done(Effect.LeaveRoom.class).size());
    Stage inside = Stage.chatting(ROOM);
    assertEquals(List.of(), inside.event(new RoomEvent.StillIn(ROOM, BEN)).heard());
  }

  @Test
  void untold_ofThePresentRoom_endsIt() {
    anna.event(new RoomEvent.Untold(ROOM, Left.Reason.LEFT));
    assertEquals(List.of("left one left"), anna.heard());
  }

  @Test
  void replaced_handsTheRoomOverAndCloses() {
    Address newer = new Address(ANNA.session(), 3, THERE);
    anna.event(new RoomEvent.Replaced(Optional.of(newer)));
    assertEquals(List.of("close 4501"), anna.heard());
    assertEquals(List.of(new RoomEvent.StillIn(ROOM, BEN)), anna.told());
    Stage idle = Stage.idle().event(new RoomEvent.Replaced());
    assertEquals(List.of("close 4501"), idle.heard());
    Stage known = Stage.chatting(ROOM).event(new RoomEvent.Replaced());
    assertEquals(List.of(), known.told());
  }

  @Test
  void session_keptByANewerConnection_closesThisOne() {
    anna.pass(Duration.ofSeconds(10));
    anna.tick();
    Address newer = new Address(ANNA.session(), 3, THERE);
    anna.answer(Question.KeepSession.class, new KeptSessions.Newer(newer));
    assertEquals(List.of("close 4501"), anna.heard());
  }
}
