package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.DeviceId;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** News of a match, in every order in which they can cross a search. */
class VisitMatchTest {
  private static final Room ROOM = room("one");
  private static final QueueReply TAKEN = new QueueReply.Taken(ROOM);

  @Test
  void match_whileTheTicketIsCorrected_isToldOnce() {
    Stage anna = Stage.idle().find();
    anna.answer(Question.Enqueue.class, new QueueReply.Queued());
    anna.answer(Question.ReadFigures.class, new Question.Done());
    anna.answer(
        Question.ReadDevice.class,
        new Acquaintances(Set.of(new DeviceId("x")), Map.of(), Optional.empty()));
    anna.answer(Question.Enqueue.class, TAKEN);
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of("waiting", "matched one"), anna.heard());
  }

  @Test
  void correction_thatIsOutdated_closesTheConnection() {
    Stage anna = Stage.idle().find();
    anna.answer(Question.Enqueue.class, new QueueReply.Queued());
    anna.answer(Question.ReadFigures.class, new Question.Done());
    anna.answer(
        Question.ReadDevice.class, new Acquaintances(Set.of(BENS), Map.of(), Optional.empty()));
    anna.answer(Question.Enqueue.class, new QueueReply.Outdated());
    assertEquals(List.of("close 4501"), anna.heard());
  }

  @Test
  void news_thatComeTwice_matchOnce() {
    Stage anna = Stage.waiting();
    anna.event(new RoomEvent.Matched(ROOM)).event(new RoomEvent.Matched(ROOM));
    anna.event(new RoomEvent.Rewound(ROOM));
    assertEquals(List.of("matched one"), anna.heard());
    assertTrue(anna.visit().isIn(ROOM.id()));
    assertEquals(List.of("matched"), anna.looks.told);
  }

  @Test
  void news_beforeTheQueueAnswers_matchAfterWaiting() {
    Stage anna = Stage.idle().find();
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of("waiting", "matched one"), anna.heard());
    anna.queue(TAKEN);
    // The find lost against the match.
    assertEquals(List.of("error wrong-state find"), anna.heard());
  }

  @Test
  void queueThatKnowsOfTheMatchFirst_matchesOnce() {
    Stage anna = Stage.idle().find().queue(TAKEN);
    assertEquals(List.of("waiting", "matched one", "error wrong-state find"), anna.heard());
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void news_ofARoomThatWasLeft_matchNobody() {
    Stage anna = Stage.chatting(ROOM);
    anna.next("one").queued();
    anna.heard();
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
    assertTrue(anna.visit().waitsIn(LANE));
  }

  @Test
  void news_ofARoomBeforeTheLast_matchNobody() {
    Stage anna = Stage.chatting(ROOM);
    anna.next("one").queued();
    anna.event(new RoomEvent.Matched(room("two")));
    anna.next("two").queued();
    anna.heard();
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void news_forSomebodyWhoDoesNotWait_endTheRoom() {
    Stage anna = Stage.idle().event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
    assertEquals(List.of(new Effect.HangUp(ROOM, BEN)), anna.done(Effect.HangUp.class));
  }

  @Test
  void news_inAnotherRoom_endTheSecond() {
    Stage anna = Stage.chatting(ROOM).event(new RoomEvent.Matched(room("two")));
    assertEquals(List.of(), anna.heard());
    assertEquals(List.of(new Effect.HangUp(room("two"), BEN)), anna.done(Effect.HangUp.class));
    assertTrue(anna.visit().isIn(ROOM.id()));
  }

  @Test
  void news_ofABlockedPartner_endTheRoomAndWaitOn() {
    Stage anna = Stage.waiting();
    anna.take(new Input.Remembered(new Acquaintances(Set.of(BENS), Map.of(), Optional.empty())));
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
    assertEquals(1, anna.done(Effect.HangUp.class).size());
    assertEquals(Optional.of(ROOM.id()), anna.asked(Question.Enqueue.class).getFirst().left());
    anna.queue(TAKEN);
    assertEquals(1, anna.done(Effect.HangUp.class).size());
  }

  @Test
  void news_whileThisNodeMayBeDead_waitUntilItKnows() {
    Stage anna = Stage.waiting().take(new Input.Alive(false));
    anna.event(new RoomEvent.Matched(ROOM));
    anna.event(new RoomEvent.Matched(room("two")));
    assertEquals(List.of(), anna.heard());
    anna.take(new Input.Alive(true));
    assertEquals(List.of("matched one"), anna.heard());
    assertEquals(1, anna.done(Effect.HangUp.class).size());
  }

  @Test
  void news_thatWaitedLongerThanTheConnection_endTheRoom() {
    Stage anna = Stage.waiting().take(new Input.Alive(false));
    anna.event(new RoomEvent.Matched(ROOM)).end(Parting.AWAY);
    anna.take(new Input.Alive(true));
    assertEquals(1, anna.done(Effect.PassOn.class).size());
  }

  @Test
  void roomOfABlockedPartner_orOneThatWasLeft_isSearchedPast() {
    Stage anna = Stage.chatting(ROOM).next("one").queue(TAKEN);
    assertEquals(List.of(new Effect.HangUp(ROOM, BEN)), anna.done(Effect.HangUp.class));
    anna.queued();
    assertEquals(List.of("left one next", "waiting"), anna.heard());
  }

  @Test
  void roomOfAnOlderConnection_foundByANewSearch_isToldAsGone() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = Stage.idle().find().queue(new QueueReply.Taken(older));
    anna.queued();
    assertEquals(List.of("left old gone", "waiting"), anna.heard());
    assertEquals(List.of(new Effect.HangUp(older, BEN)), anna.done(Effect.HangUp.class));
  }

  @Test
  void roomOfAnOlderConnection_whoseSearchGoesOn_isResumed() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = Stage.inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Resumed(List.of(BEN)));
    assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
    assertEquals(List.of(new RoomEvent.Here(older.id(), ANNA)), anna.told());
  }

  @Test
  void roomOfAnOlderConnection_thatIsOver_isSearchedPast() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = Stage.inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Absent());
    anna.queued();
    assertEquals(List.of("welcome waiting", "waiting"), anna.heard());
  }

  @Test
  void roomOfAnOlderConnection_thatANewerOneHas_closesTheConnection() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = Stage.inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Outdated());
    assertEquals(List.of("welcome waiting", "close 4501"), anna.heard());
  }
}
