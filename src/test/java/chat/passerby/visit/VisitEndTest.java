package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.GRACE;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.THERE;
import static chat.passerby.visit.Stage.chat;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.queue.Place;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the end of a connection leaves behind, and what comes after it. */
class VisitEndTest {
  private static final Room ROOM = room("one");
  private static final Address NEWER = new Address(ANNA.session(), 3, THERE);

  @Test
  void end_whileWaiting_parksTheTicket() {
    Stage anna = Stage.waiting().end(Parting.AWAY);
    assertEquals(LANE, anna.done(Effect.Park.class).getFirst().lane());
    assertEquals(1, anna.done(Effect.Linger.class).size());
    assertEquals(1, anna.done(Effect.Deaf.class).size());
    assertTrue(anna.visit().isOver());
    assertFalse(anna.visit().waitsIn(LANE));
  }

  /** The node was paused, and others have ended what it could not tell of. */
  @Test
  void end_whileWaitingWhenOthersLookAfterTheSession_keepsThePlaceIfTheyHaveNone() {
    Stage anna = Stage.chatting(ROOM).leave("one").find();
    anna.queued();
    anna.end(Parting.HANDED_OVER);
    anna.answer(Question.KeepSession.class, new KeptSessions.Noted());
    anna.answer(Question.FindPlace.class, Optional.empty());
    anna.answer(Question.FindEnds.class, List.of(ROOM.id(), room("untold").id()));
    assertEquals(
        List.of(new Question.ForgetEnd(room("untold").id())), anna.asked(Question.ForgetEnd.class));
    assertEquals(LANE, anna.done(Effect.Park.class).getFirst().lane());
  }

  @Test
  void end_whenOthersLookAfterTheSession_leavesThePlaceThatTheyHave() {
    Stage anna = Stage.waiting().end(Parting.HANDED_OVER);
    anna.answer(Question.KeepSession.class, new KeptSessions.Noted());
    anna.answer(Question.FindPlace.class, Optional.of(new Place.InRoom(ROOM)));
    Stage back = Stage.waiting().end(Parting.HANDED_OVER);
    back.answer(Question.KeepSession.class, new KeptSessions.Newer(NEWER));
    assertEquals(List.of(), back.asked(Question.FindPlace.class));
    assertEquals(List.of(), anna.done(Effect.Park.class));
    assertEquals(List.of(), back.done(Effect.Park.class));
  }

  @Test
  void end_comesOnce() {
    Stage anna = Stage.waiting().end(Parting.AWAY).end(Parting.FOR_GOOD);
    assertEquals(1, anna.done(Effect.Deaf.class).size());
    assertEquals(List.of(), anna.done(Effect.Withdraw.class));
  }

  @Test
  void end_forGoodOrWithoutAGrace_takesTheTicketOut() {
    Stage good = Stage.waiting().end(Parting.FOR_GOOD);
    assertEquals(List.of(new Effect.Withdraw(LANE)), good.done(Effect.Withdraw.class));
    Stage hurried = new Stage(1, Duration.ZERO);
    hurried.take(new Input.Begin(Found.NOTHING)).end(Parting.AWAY);
    assertEquals(List.of(), hurried.done(Effect.Linger.class));
    assertEquals(1, hurried.done(Effect.Deaf.class).size());
  }

  @Test
  void end_duringAStep_isFollowedByNothing() {
    Stage anna = Stage.waiting().cancel().end(Parting.AWAY);
    anna.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(List.of(), anna.heard());
    assertFalse(anna.visit().awaitsAnswer());
    assertEquals(List.of(), anna.find().heard());
    Stage searching = Stage.idle().find().end(Parting.AWAY);
    searching.away(Question.Enqueue.class);
    assertEquals(List.of(), searching.heard());
  }

  @Test
  void end_inAChat_saysAwayAndAnswersUntilTheGraceIsOver() {
    Stage anna = Stage.chatting(ROOM).end(Parting.AWAY);
    RoomEvent.Away away = new RoomEvent.Away(ROOM.id(), ANNA);
    assertEquals(List.of(away), anna.told());
    assertEquals(List.of(), anna.done(Effect.Deaf.class));
    anna.event(new RoomEvent.Here(ROOM.id(), BEN));
    anna.answer(Question.FindSession.class, Optional.of(ANNA));
    anna.event(chat("one", BEN, "1"));
    assertEquals(List.of(away, away), anna.told());
    assertEquals(1, anna.done(Effect.GiveBack.class).size());
    assertEquals(GRACE, anna.asked(Question.Wait.class).getFirst().time());
    anna.answer(Question.Wait.class, new Question.Done());
    assertEquals(List.of(new Effect.GiveUp(ROOM, BEN)), anna.done(Effect.GiveUp.class));
    assertEquals(1, anna.done(Effect.Deaf.class).size());
    assertEquals(List.of("matched", "leaving"), anna.looks.told);
    anna.event(new RoomEvent.Here(ROOM.id(), BEN));
    assertEquals(List.of(), anna.told());
  }

  @Test
  void end_ofTheChatMeanwhile_isNotedForTheReturn() {
    Stage anna = Stage.chatting(ROOM).end(Parting.AWAY);
    anna.event(new RoomEvent.Ended(room("two"), Left.Reason.NEXT));
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT));
    assertEquals(
        List.of(new Effect.NoteLeft(new LeftNote(ROOM, Left.Reason.NEXT))),
        anna.done(Effect.NoteLeft.class));
    anna.event(new RoomEvent.Untold(ROOM, Left.Reason.NEXT));
    assertEquals(List.of(), anna.done(Effect.NoteLeft.class));
    anna.answer(Question.Wait.class, new Question.Done());
    assertEquals(List.of(), anna.done(Effect.GiveUp.class));
  }

  @Test
  void return_elsewhere_handsTheChatOver() {
    Stage anna = Stage.chatting(ROOM).end(Parting.AWAY);
    anna.event(new RoomEvent.Replaced(Optional.of(NEWER)));
    assertTrue(anna.told().contains(new RoomEvent.StillIn(ROOM, BEN)));
    assertEquals(1, anna.done(Effect.Deaf.class).size());
    anna.answer(Question.Wait.class, new Question.Done());
    assertEquals(List.of(), anna.done(Effect.GiveUp.class));
  }

  @Test
  void return_ofWhichNobodyTold_isFoundWhenThePartnerAsks() {
    Stage anna = Stage.chatting(ROOM).end(Parting.AWAY);
    anna.told();
    anna.event(new RoomEvent.Here(ROOM.id(), BEN)).event(new RoomEvent.Here(ROOM.id(), BEN));
    anna.answer(Question.FindSession.class, Optional.of(NEWER));
    assertEquals(List.of(new RoomEvent.Here(ROOM.id(), NEWER)), anna.told());
    assertEquals(1, anna.done(Effect.Deaf.class).size());
    anna.answer(Question.FindSession.class, Optional.of(NEWER));
    assertEquals(List.of(), anna.told());
    Stage unknown = Stage.chatting(ROOM).end(Parting.AWAY);
    unknown.told();
    unknown.event(new RoomEvent.Here(ROOM.id(), BEN)).away(Question.FindSession.class);
    assertEquals(List.of(new RoomEvent.Away(ROOM.id(), ANNA)), unknown.told());
  }

  @Test
  void handedOver_looksAfterNothing() {
    Stage anna = Stage.chatting(ROOM).end(Parting.HANDED_OVER);
    assertEquals(1, anna.done(Effect.HandOver.class).size());
    assertEquals(List.of("matched"), anna.looks.told);
    anna.event(new RoomEvent.Matched(room("two")));
    assertEquals(List.of(), anna.done(Effect.PassOn.class));
  }

  @Test
  void forGood_inAChat_leavesItToANewerConnectionOrEndsIt() {
    Stage anna = Stage.chatting(ROOM).end(Parting.FOR_GOOD);
    assertEquals(List.of(new Effect.PassOn(ROOM, BEN, true)), anna.done(Effect.PassOn.class));
    assertEquals(1, anna.asked(Question.NotePast.class).size());
    assertEquals(List.of(), anna.heard());
    anna.answer(Question.NotePast.class, new KeptSessions.Newer(NEWER));
    assertEquals(List.of(), anna.done(Effect.NoteLeft.class));
  }

  @Test
  void match_afterTheEnd_isNone() {
    Stage anna = Stage.waiting().end(Parting.AWAY);
    anna.event(new RoomEvent.Matched(ROOM)).event(new RoomEvent.Rewound(room("two")));
    assertEquals(
        List.of(new Effect.PassOn(ROOM, BEN, false), new Effect.PassOn(room("two"), BEN, false)),
        anna.done(Effect.PassOn.class));
    Stage away = Stage.chatting(ROOM).end(Parting.AWAY);
    away.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), away.done(Effect.PassOn.class), "the chat waits for the return");
  }

  @Test
  void otherNews_afterTheEnd_changeNothing() {
    Stage anna = Stage.chatting(ROOM).end(Parting.AWAY);
    anna.told();
    anna.event(new RoomEvent.StillIn(ROOM, BEN));
    anna.event(new RoomEvent.Undelivered(ROOM.id(), Kind.CHAT, Optional.of("1")));
    anna.event(new RoomEvent.Away(ROOM.id(), BEN));
    anna.event(new RoomEvent.Missing(ROOM.id(), BEN));
    anna.event(new RoomEvent.Unmatched(ROOM.id()));
    anna.tick().take(new Input.Refresh(true));
    assertEquals(List.of(), anna.heard());
    assertEquals(List.of(), anna.told());
  }

  @Test
  void dataLost_whileAway_writesDownWhatTheReturnNeeds() {
    Stage waiting = Stage.waiting().end(Parting.AWAY).take(new Input.DataLost());
    waiting.answer(Question.KeepSession.class, new KeptSessions.Noted());
    assertEquals(2, waiting.done(Effect.Park.class).size());
    Stage chatting = Stage.chatting(ROOM).end(Parting.AWAY).take(new Input.DataLost());
    chatting.answer(Question.KeepSession.class, new KeptSessions.Restored(Optional.empty()));
    assertEquals(
        List.of(new Question.RestoreRoom(ROOM, BEN, false)),
        chatting.asked(Question.RestoreRoom.class));
    Stage back = Stage.chatting(ROOM).end(Parting.AWAY).take(new Input.DataLost());
    back.answer(Question.KeepSession.class, new KeptSessions.Newer(NEWER));
    assertTrue(back.told().contains(new RoomEvent.StillIn(ROOM, BEN)));
  }

  @Test
  void dataLost_whileRedisIsStillAway_isMadeUpForLater() {
    Stage anna = Stage.waiting().end(Parting.AWAY).take(new Input.DataLost());
    anna.away(Question.KeepSession.class);
    long id = anna.done(Effect.Later.class).getFirst().id();
    anna.take(new Input.Due(id)).away(Question.KeepSession.class);
    assertEquals(List.of(new Effect.Tried(id, false)), anna.done(Effect.Tried.class));
    anna.take(new Input.Due(id)).answer(Question.KeepSession.class, new KeptSessions.Noted());
    assertEquals(List.of(new Effect.Tried(id, true)), anna.done(Effect.Tried.class));
    anna.take(new Input.Due(id));
    assertEquals(List.of(), anna.done(Effect.Tried.class));
  }

  @Test
  void work_thatBreaks_isGivenUp() {
    Stage anna = Stage.chatting(ROOM).leave("one");
    anna.result(Question.NoteEnd.class, Stage.BROKEN);
    assertEquals(List.of(), anna.done(Effect.Later.class));
    assertEquals(List.of("left one left", "idle"), anna.heard());
  }

  @Test
  void answer_thatComesTwice_countsOnce() {
    Stage anna = Stage.waiting().cancel();
    long id = anna.open.getLast().id();
    Input answer = new Input.Answer(id, new Result.Answered<>(new QueueReply.Withdrawn()));
    anna.take(answer).take(answer);
    assertEquals(List.of("idle"), anna.heard());
  }

  @Test
  void welcome_intoARoom_tellsOfEndsBefore() {
    Stage anna = new Stage();
    LeftNote left = new LeftNote(room("old"), Left.Reason.GONE);
    anna.take(
        new Input.Begin(
            new Found(new Found.InRoom(ROOM, BEN), Optional.empty(), List.of(left), List.of())));
    assertEquals(List.of("welcome chatting", "left old gone"), anna.heard());
    assertEquals(
        List.of(new Question.Deliver(BEN, new RoomEvent.Here(ROOM.id(), ANNA))),
        anna.asked(Question.Deliver.class));
    assertEquals(List.of(), anna.event(new RoomEvent.Matched(ROOM)).heard());
  }
}
