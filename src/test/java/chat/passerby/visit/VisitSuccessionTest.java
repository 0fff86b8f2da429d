package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.THERE;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A match that was made for an older connection while a newer one of the session took over: in
 * whatever order the two hear of it, the chat goes on by the newer one, or its end is told once.
 */
class VisitSuccessionTest {
  private static final Room OLDER = room("old", new Address(ANNA.session(), 1, HERE), BEN);
  private static final Address NEWER = new Address(ANNA.session(), 3, THERE);
  private static final RoomEvent STILL_IN = new RoomEvent.StillIn(OLDER, BEN);
  private static final RoomEvent MATCHED = new RoomEvent.Matched(OLDER);
  private static final Object RESUMED = new ResumeRoomScript.Resumed(List.of(BEN));
  private static final Object ABSENT = new ResumeRoomScript.Absent();

  @Test
  void room_thatTheOlderOneHandsOver_isEnteredBeforeTheQueueAnswers() {
    for (RoomEvent news : List.of(STILL_IN, MATCHED)) {
      Stage anna = Stage.inQueue().event(news);
      anna.answer(Question.ResumeRoom.class, RESUMED);
      assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
      assertEquals(List.of(new RoomEvent.Here(OLDER.id(), ANNA)), anna.told());
      anna.queue(new QueueReply.Taken(OLDER));
      assertEquals(List.of(), anna.heard());
      assertTrue(anna.visit().isIn(OLDER.id()));
      endsNothing(anna);
    }
  }

  @Test
  void room_thatTheQueueTellsOfFirst_isEnteredOnce() {
    for (RoomEvent news : List.of(STILL_IN, MATCHED)) {
      Stage before = Stage.inQueue().queue(new QueueReply.Taken(OLDER)).event(news);
      before.answer(Question.ResumeRoom.class, RESUMED);
      before.answer(Question.ResumeRoom.class, RESUMED);
      Stage after = Stage.inQueue().queue(new QueueReply.Taken(OLDER));
      after.answer(Question.ResumeRoom.class, RESUMED).event(news);
      for (Stage anna : List.of(before, after)) {
        assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
        assertTrue(anna.asks(Question.ForgetParked.class));
        endsNothing(anna);
      }
    }
  }

  @Test
  void room_thatIsOverByThen_isToldAsGoneOnceAndOnlyIfItWasTold() {
    Stage told = Stage.inQueue().event(STILL_IN).answer(Question.ResumeRoom.class, ABSENT);
    told.queued();
    assertEquals(List.of("welcome waiting", "left old gone", "waiting"), told.heard());
    Stage untold = Stage.inQueue().event(MATCHED).answer(Question.ResumeRoom.class, ABSENT);
    untold.queued();
    assertEquals(List.of("welcome waiting", "waiting"), untold.heard());
    Stage word =
        Stage.inQueue().event(STILL_IN).event(new RoomEvent.Untold(OLDER, Left.Reason.NEXT));
    word.answer(Question.ResumeRoom.class, ABSENT).queued();
    assertEquals(List.of("welcome waiting", "left old next", "waiting"), word.heard());
    Stage first = Stage.inQueue().event(new RoomEvent.Untold(OLDER, Left.Reason.NEXT));
    first.event(STILL_IN).event(MATCHED);
    assertFalse(first.asks(Question.ResumeRoom.class));
  }

  @Test
  void room_thatAStillNewerConnectionHas_closesThisOne() {
    Stage anna = Stage.inQueue().event(STILL_IN);
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Outdated());
    assertEquals(List.of("welcome waiting", "close 4501"), anna.heard());
  }

  @Test
  void room_handedOverWhileRedisIsAway_isEnteredLater() {
    Stage anna = Stage.inQueue().event(STILL_IN).away(Question.ResumeRoom.class);
    long id = anna.done(Effect.Later.class).getFirst().id();
    anna.take(new Input.Due(id)).answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
  }

  @Test
  void room_ofOneWhoHasCancelled_endsForBoth() {
    Stage told = Stage.inQueue().queued().event(STILL_IN).cancel();
    told.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    told.answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting", "waiting", "idle", "left old gone"), told.heard());
    assertEquals(1, told.done(Effect.LeaveRoom.class).size());
    Stage untold = Stage.inQueue().queued().event(MATCHED).cancel();
    untold.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    untold.answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting", "waiting", "idle"), untold.heard());
    assertEquals(1, untold.done(Effect.HangUp.class).size());
    Stage idle = Stage.idle().event(MATCHED);
    assertEquals(1, idle.done(Effect.HangUp.class).size());
    assertEquals(List.of(), idle.heard());
  }

  @Test
  void room_ofABlockedPartner_isNotEntered() {
    Acquaintances blocked = new Acquaintances(Set.of(BENS), Map.of(), Optional.empty());
    Stage anna = Stage.inQueue().event(STILL_IN).take(new Input.Remembered(blocked));
    anna.answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting", "left old gone"), anna.heard());
  }

  @Test
  void room_resumedAfterTheEnd_isLeftForTheReturn() {
    Stage anna = Stage.inQueue().event(STILL_IN).end(Parting.AWAY);
    anna.answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting"), anna.heard());
    endsNothing(anna);
  }

  @Test
  void criteria_changedInTheInheritedSearch_endNoRoom() {
    Stage anna = Stage.inQueue().queued().find("tea").queue(new QueueReply.Taken(OLDER));
    anna.answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(
        List.of("welcome waiting", "waiting", "waiting", "matched old", "error wrong-state find"),
        anna.heard());
  }

  @Test
  void room_inAnotherLaneThanTheWait_takesTheTicketOutThere() {
    Stage anna = new Stage(4, Stage.GRACE).take(new Input.Remembered(Acquaintances.NONE));
    anna.take(new Input.Begin(Stage.foundInQueue(anna.now()))).queued();
    Room elsewhere =
        new Room(
            OLDER.id(),
            new Lane(LANE.pool(), LANE.mode(), 3),
            OLDER.members(),
            List.of(),
            Optional.empty());
    anna.event(new RoomEvent.Matched(elsewhere)).answer(Question.ResumeRoom.class, RESUMED);
    assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
    assertEquals(List.of(new Effect.Withdraw(LANE)), anna.done(Effect.Withdraw.class));
  }

  /** A ticket that was on its way when the newer connection looked is nobody's. */
  @Test
  void olderOne_thatWaits_takesItsTicketOut() {
    Stage anna = Stage.waiting().end(Parting.HANDED_OVER);
    anna.answer(Question.KeepSession.class, new KeptSessions.Newer(NEWER));
    assertEquals(List.of(new Effect.Withdraw(LANE)), anna.done(Effect.Withdraw.class));
  }

  @Test
  void olderOne_thatHearsOfAMatchTooLate_passesItOn() {
    Room late = room("late");
    Stage anna = Stage.waiting().end(Parting.HANDED_OVER).event(new RoomEvent.Matched(late));
    anna.answer(Question.FindSession.class, Optional.of(NEWER));
    assertEquals(List.of(new RoomEvent.Matched(late)), anna.told());
    anna.event(new RoomEvent.Rewound(late)).answer(Question.FindSession.class, Optional.of(ANNA));
    assertEquals(List.of(), anna.told());
  }

  private static void endsNothing(Stage anna) {
    assertEquals(List.of(), anna.done(Effect.HangUp.class));
    assertEquals(List.of(), anna.done(Effect.LeaveRoom.class));
  }
}
