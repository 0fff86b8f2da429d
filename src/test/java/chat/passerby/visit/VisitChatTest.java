package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.GRACE;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.LANE;
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
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Question;
import com.sun.management.ThreadMXBean;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A chat: what is passed on, where the partner is, and how it ends. */
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

  private static ClientFrame.Relayed said(String id) {
    return new ClientFrame.Relayed(Kind.CHAT, ONE, Optional.of(id));
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
  void end_beforeTheNewsOfTheRoom_endsItAtOnce() {
    Stage waiting = Stage.waiting();
    waiting.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT, Optional.of(BEN)));
    waiting.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of("matched one", "left one next"), waiting.heard());
  }

  @Test
  void end_toldTwiceAndLate_isOneLeft() {
    RoomEvent.Ended ended = new RoomEvent.Ended(ROOM, Left.Reason.LEFT, Optional.of(BEN));
    anna.event(ended).event(ended);
    assertEquals(List.of("left one left"), anna.heard());
    assertEquals(List.of("matched", "excused"), anna.looks.told);
    anna.find().queued();
    anna.event(ended).event(new RoomEvent.Untold(ROOM, Left.Reason.LEFT));
    assertEquals(List.of("waiting"), anna.heard());
  }

  @Test
  void end_ofAnotherRoomOrByAnEarlierConnection_changesNothing() {
    anna.event(new RoomEvent.Ended(room("two"), Left.Reason.LEFT));
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.LEFT, Optional.of(BEN_EARLIER)));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void nextFromBothSides_isOneLeftForEach() {
    anna.next("one");
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT, Optional.of(BEN)));
    anna.queued();
    assertEquals(List.of("left one next", "waiting"), anna.heard());
    assertEquals(
        List.of(new Effect.LeaveRoom(ROOM, BEN, Left.Reason.NEXT)),
        anna.done(Effect.LeaveRoom.class));
  }

  @Test
  void nextAfterThePartnersNext_waitsAllTheSame() {
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT, Optional.of(BEN)));
    anna.next("one").queued();
    assertEquals(List.of("left one next", "waiting"), anna.heard());
    assertEquals(List.of(), anna.done(Effect.LeaveRoom.class));
  }

  @Test
  void frames_afterTheEnd_areStale() {
    anna.leave("one");
    anna.say("one", "1");
    anna.say("other", "2");
    assertEquals(
        List.of("left one left", "idle", "error stale-room 1", "error wrong-state 2"),
        anna.heard());
    anna.event(chat("one", BEN, "3"));
    assertEquals(1, anna.done(Effect.GiveBack.class).size());
  }

  @Test
  void left_isKeptUntilTheClientHasReadIt() {
    anna.leave("one");
    assertEquals(1, anna.done(Effect.Ping.class).size());
    assertEquals(1, anna.asked(Question.NoteEnd.class).size());
    anna.take(new Input.Heard());
    assertEquals(ONE, anna.asked(Question.ForgetEnd.class).getFirst().room());
    anna.take(new Input.Heard());
    assertEquals(1, anna.asked(Question.ForgetEnd.class).size());
  }

  @Test
  void left_manyUnread_keepsTheLast() {
    for (int i = 0; i < 6; i++) {
      anna.event(new RoomEvent.Untold(room("old" + i), Left.Reason.GONE));
    }
    assertEquals(
        List.of(new RoomId("old0"), new RoomId("old1")),
        anna.asked(Question.ForgetEnd.class).stream().map(Question.ForgetEnd::room).toList());
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

  @Test
  void announcement_thatFindsNobody_makesThePartnerAway() {
    anna.take(new Input.Refresh(false));
    anna.answer(Question.Deliver.class, Handover.GONE);
    assertEquals(List.of("partner-away"), anna.heard());
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

  @Test
  void room_isRenewedAndWrittenDownAgainWhenItIsMissing() {
    anna.pass(Duration.ofSeconds(10));
    anna.tick().answer(Question.RenewRoom.class, false);
    assertTrue(anna.asks(Question.Deliver.class), "the partner is asked first");
    anna.tick();
    assertFalse(anna.asks(Question.RestoreRoom.class));
    anna.pass(Duration.ofSeconds(2));
    anna.tick();
    anna.answer(Question.RestoreRoom.class, true);
    anna.pass(Duration.ofSeconds(10));
    anna.tick().answer(Question.RenewRoom.class, true);
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void room_notRenewedWhileRedisIsAway_isLookedAfterSoon() {
    anna.pass(Duration.ofSeconds(10));
    anna.tick().away(Question.RenewRoom.class);
    anna.tick();
    assertTrue(anna.asks(Question.RenewRoom.class));
    anna.result(Question.RenewRoom.class, Stage.BROKEN).tick();
    assertFalse(anna.asks(Question.RenewRoom.class));
  }

  @Test
  void room_answeredAboutAfterItsEnd_changesNothing() {
    anna.pass(Duration.ofSeconds(10));
    anna.tick().leave("one");
    anna.answer(Question.RenewRoom.class, false);
    assertFalse(anna.asks(Question.Deliver.class));
  }

  @Test
  void dataLost_writesEverythingDownAgain() {
    anna.take(new Input.DataLost());
    anna.answer(Question.RestoreRoom.class, false);
    assertFalse(anna.asked(Question.Deliver.class).isEmpty());
    anna.answer(
        Question.KeepSession.class,
        new chat.passerby.session.KeptSessions.Restored(Optional.empty()));
    assertEquals(2, anna.asked(Question.NoteSearch.class).size());
    assertEquals(2, anna.asked(Question.RememberPartner.class).size());
    Stage over = Stage.chatting(ROOM).leave("one");
    over.take(new Input.DataLost());
    over.answer(
        Question.KeepSession.class,
        new chat.passerby.session.KeptSessions.Restored(Optional.empty()));
    assertFalse(over.asked(Question.NotePast.class).isEmpty());
    assertEquals(2, over.asked(Question.NoteEnd.class).size());
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
    anna.answer(Question.KeepSession.class, new chat.passerby.session.KeptSessions.Newer(newer));
    assertEquals(List.of("close 4501"), anna.heard());
  }

  @Test
  void left_noteThatANewerConnectionFences_isNotedForIt() {
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.LEFT, Optional.of(BEN)));
    Address newer = new Address(ANNA.session(), 3, THERE);
    anna.answer(Question.NoteEnd.class, new chat.passerby.session.KeptSessions.Newer(newer));
    assertEquals(1, anna.done(Effect.NoteLeft.class).size());
    Stage leaver = Stage.chatting(ROOM).leave("one");
    leaver.answer(Question.NoteEnd.class, new chat.passerby.session.KeptSessions.Newer(newer));
    assertEquals(List.of(), leaver.done(Effect.NoteLeft.class));
  }

  @Test
  void find_inARoom_isRefused() {
    assertEquals(List.of("error wrong-state find"), anna.find().heard());
    assertEquals(
        List.of("error wrong-state hello"), anna.frame(new ClientFrame.Hello("t")).heard());
    anna.next("one").queue(new QueueReply.Absent()).queued();
    assertEquals(List.of("left one next", "waiting"), anna.heard());
    assertTrue(anna.visit().waitsIn(LANE));
  }
}
