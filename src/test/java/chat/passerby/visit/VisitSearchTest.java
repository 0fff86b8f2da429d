package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.PastRoom;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Search;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches and matches, in every order in which they can cross. */
class VisitSearchTest {
  private static final Room ROOM = room("one");
  private static final QueueReply TAKEN = new QueueReply.Taken(ROOM);

  @Test
  void find_waitsForTheQueueBeforeTheNextFrame() {
    Stage anna = Stage.idle().find("chess");
    assertTrue(anna.visit().awaitsAnswer());
    assertEquals(List.of(), anna.heard());
    anna.queued();
    assertFalse(anna.visit().awaitsAnswer());
    assertEquals(List.of("waiting"), anna.heard());
    assertTrue(anna.visit().waitsIn(LANE));
  }

  @Test
  void find_beforeTheDeviceWasRead_readsItFirst() {
    Stage anna = new Stage().take(new Input.Begin(Found.NOTHING)).find();
    assertFalse(anna.asks(Question.Enqueue.class));
    anna.answer(
        Question.ReadDevice.class, new Acquaintances(Set.of(BENS), Map.of(), Optional.empty()));
    assertEquals(Set.of(BENS), anna.asked(Question.Enqueue.class).getFirst().ticket().blocked());
  }

  @Test
  void find_withNewsOfTheDevice_putsTheTicketInAgain() {
    Stage anna = Stage.idle().find();
    anna.answer(Question.Enqueue.class, new QueueReply.Queued());
    anna.answer(Question.ReadFigures.class, new Question.Done());
    anna.answer(
        Question.ReadDevice.class, new Acquaintances(Set.of(BENS), Map.of(), Optional.empty()));
    assertEquals(List.of(), anna.heard());
    anna.answer(Question.Enqueue.class, new QueueReply.Queued());
    assertEquals(List.of("waiting"), anna.heard());
  }

  @Test
  void match_whileTheTicketIsCorrected_isToldOnce() {
    Stage anna = Stage.idle().find();
    anna.answer(Question.Enqueue.class, new QueueReply.Queued());
    anna.answer(Question.ReadFigures.class, new Question.Done());
    anna.answer(
        Question.ReadDevice.class,
        new Acquaintances(
            Set.of(new chat.passerby.protocol.DeviceId("x")), Map.of(), Optional.empty()));
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
    assertEquals(1, anna.done(Effect.HangUp.class).size());
  }

  @Test
  void cancel_beforeAMatch_isIdle() {
    Stage anna = Stage.waiting().cancel();
    assertTrue(anna.visit().awaitsAnswer());
    anna.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(List.of("idle"), anna.heard());
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
    assertEquals(1, anna.done(Effect.HangUp.class).size());
  }

  @Test
  void cancel_afterAMatchThatTheQueueTellsOf_isRefusedInTheRoom() {
    Stage anna = Stage.waiting().cancel();
    anna.answer(Question.Withdraw.class, TAKEN);
    assertEquals(List.of("matched one", "error wrong-state cancel"), anna.heard());
    anna.event(new RoomEvent.Matched(ROOM));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void cancel_thatTheNewsOvertake_isRefusedInTheRoom() {
    for (QueueReply reply : List.of(TAKEN, new QueueReply.Absent())) {
      Stage anna = Stage.waiting().cancel().event(new RoomEvent.Matched(ROOM));
      anna.answer(Question.Withdraw.class, reply);
      assertEquals(List.of("matched one", "error wrong-state cancel"), anna.heard());
    }
  }

  @Test
  void cancel_whileRedisIsAway_isIdleAndTakesTheTicketOutLater() {
    Stage anna = Stage.waiting().cancel().away(Question.Withdraw.class);
    assertEquals(List.of("idle"), anna.heard());
    assertEquals(List.of(new Effect.Withdraw(LANE)), anna.done(Effect.Withdraw.class));
    Stage late = Stage.waiting().cancel().event(new RoomEvent.Matched(ROOM));
    late.away(Question.Withdraw.class);
    assertEquals(List.of("matched one"), late.heard());
  }

  @Test
  void cancel_thatBreaks_closesTheConnection() {
    Stage anna = Stage.waiting().cancel();
    anna.result(Question.Withdraw.class, Stage.BROKEN);
    assertEquals(List.of("close 4005"), anna.heard());
  }

  @Test
  void cancel_withoutASearch_isRefused() {
    assertEquals(List.of("error wrong-state cancel"), Stage.idle().cancel().heard());
  }

  @Test
  void findCancelFind_waitsByTheLastCriteria() {
    Stage anna = Stage.idle().find("chess").queued();
    anna.cancel().answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    anna.find("jazz");
    assertEquals(
        List.of("jazz"),
        anna.asked(Question.Enqueue.class).getFirst().ticket().criteria().interests());
    anna.queued();
    assertEquals(List.of("waiting", "idle", "waiting"), anna.heard());
  }

  @Test
  void find_againWhileWaiting_keepsThePlace() {
    Stage anna = Stage.waiting();
    anna.pass(Duration.ofSeconds(3));
    anna.find("go");
    assertEquals(
        anna.now().minusSeconds(3), anna.asked(Question.Enqueue.class).getFirst().ticket().since());
    anna.queue(new QueueReply.Kept());
    assertEquals(List.of("waiting"), anna.heard());
  }

  @Test
  void find_againAfterAMatch_isRefusedInTheRoom() {
    Stage anna = Stage.waiting().event(new RoomEvent.Matched(ROOM)).find();
    assertEquals(List.of("matched one", "error wrong-state find"), anna.heard());
  }

  @Test
  void find_ofAnotherMode_movesToItsLane() {
    Stage anna = Stage.waiting();
    anna.frame(video());
    anna.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(Mode.VIDEO, anna.asked(Question.Enqueue.class).getFirst().lane().mode());
    anna.queued();
    assertEquals(List.of("waiting"), anna.heard());
    assertFalse(anna.visit().waitsIn(LANE));
  }

  @Test
  void find_ofAnotherMode_losesAgainstAMatch() {
    Stage anna = Stage.waiting().frame(video());
    anna.answer(Question.Withdraw.class, TAKEN);
    assertEquals(List.of("matched one", "error wrong-state find"), anna.heard());
    Stage late = Stage.waiting().frame(video()).event(new RoomEvent.Matched(ROOM));
    late.answer(Question.Withdraw.class, new QueueReply.Absent());
    assertEquals(List.of("matched one", "error wrong-state find"), late.heard());
  }

  @Test
  void find_ofAnotherModeWhileRedisIsAway_waitsOnAsBefore() {
    Stage anna = Stage.waiting().frame(video()).away(Question.Withdraw.class);
    assertEquals(List.of("error unavailable find"), anna.heard());
    assertTrue(anna.visit().waitsIn(LANE));
    anna.queue(new QueueReply.Kept());
    assertEquals(List.of(), anna.heard());
    Stage late = Stage.waiting().frame(video()).event(new RoomEvent.Matched(ROOM));
    late.away(Question.Withdraw.class);
    assertEquals(List.of("matched one", "error unavailable find"), late.heard());
  }

  @Test
  void find_whileRedisIsAway_isIdleAgain() {
    Stage anna = Stage.idle().find().away(Question.Enqueue.class);
    assertEquals(List.of("error unavailable find"), anna.heard());
    assertEquals(List.of(new Effect.Withdraw(LANE)), anna.done(Effect.Withdraw.class));
    assertEquals(List.of("error wrong-state cancel"), anna.cancel().heard());
  }

  @Test
  void find_againWhileRedisIsAway_goesBackToTheEarlierSearch() {
    Stage anna = Stage.waiting().find("go").away(Question.Enqueue.class);
    assertEquals(List.of("error unavailable find"), anna.heard());
    Question.Enqueue before = anna.asked(Question.Enqueue.class).getFirst();
    assertEquals(List.of(), before.ticket().criteria().interests());
    anna.queued();
    assertTrue(anna.visit().waitsIn(LANE));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void find_whoseAnswerIsLostAfterTheMatch_staysInTheRoom() {
    Stage anna = Stage.idle().find().event(new RoomEvent.Matched(ROOM));
    anna.away(Question.Enqueue.class);
    assertEquals(List.of("waiting", "matched one"), anna.heard());
  }

  @Test
  void find_ofASessionThatGoesOnElsewhere_closesTheConnection() {
    Stage anna = Stage.idle().find().queue(new QueueReply.Outdated());
    assertEquals(List.of("close 4501"), anna.heard());
  }

  @Test
  void find_tooSoonOrTooOften_isPutOff() {
    Stage anna = Stage.idle();
    anna.looks.look = Duration.ofSeconds(3);
    assertEquals(List.of("error rate-limited find"), anna.find().heard());
    assertEquals(1, anna.done(Effect.CountSlowed.class).size());
    anna.looks.look = Duration.ZERO;
    anna.looks.limit = Optional.of(Duration.ofSeconds(1));
    assertEquals(List.of("error rate-limited find"), anna.find().heard());
    assertFalse(anna.asks(Question.Enqueue.class));
  }

  @Test
  void search_isNotedDownOnce() {
    Stage anna = Stage.idle().find("chess").queued();
    anna.away(Question.NoteSearch.class);
    anna.find("chess").queued();
    assertEquals(1, anna.asked(Question.NoteSearch.class).size());
    anna.find("chess").queued();
    assertEquals(1, anna.asked(Question.NoteSearch.class).size());
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
    Stage anna = inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Resumed(BEN));
    assertEquals(List.of("welcome waiting", "waiting", "matched old"), anna.heard());
    assertEquals(List.of(new RoomEvent.Here(older.id(), ANNA)), anna.told());
  }

  @Test
  void roomOfAnOlderConnection_thatIsOver_isSearchedPast() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Absent());
    anna.queued();
    assertEquals(List.of("welcome waiting", "waiting"), anna.heard());
  }

  @Test
  void roomOfAnOlderConnection_thatANewerOneHas_closesTheConnection() {
    Room older = room("old", new Address(ANNA.session(), 1, HERE), BEN);
    Stage anna = inQueue();
    anna.answer(Question.Enqueue.class, new QueueReply.Taken(older));
    anna.answer(Question.ResumeRoom.class, new ResumeRoomScript.Outdated());
    assertEquals(List.of("welcome waiting", "close 4501"), anna.heard());
  }

  @Test
  void placeTakenUp_whileRedisIsAway_isToldAndPutInLater() {
    Stage anna = inQueue().away(Question.Enqueue.class);
    assertEquals(List.of("welcome waiting", "waiting"), anna.heard());
    anna.take(new Input.Refresh(true));
    assertTrue(anna.asks(Question.Enqueue.class));
  }

  @Test
  void placeTakenUp_forgetsWhatWasKeptOfIt() {
    Stage anna = inQueue().queued();
    anna.answer(Question.ForgetParked.class, new Question.Done());
    Stage gone = inQueue().queued();
    gone.away(Question.ForgetParked.class).end(Parting.AWAY);
    long id = gone.done(Effect.Later.class).getFirst().id();
    gone.take(new Input.Due(id));
    assertFalse(gone.asks(Question.ForgetParked.class));
    assertTrue(gone.done(Effect.Tried.class).getFirst().done());
  }

  @Test
  void placeTakenUp_matchedMeanwhileOrWithdrawn_goesOn() {
    Stage taken = inQueue().queue(new QueueReply.Taken(ROOM));
    assertEquals(List.of("welcome waiting", "waiting", "matched one"), taken.heard());
    Stage withdrawn = inQueue().queue(new QueueReply.Withdrawn());
    assertEquals(List.of("welcome waiting"), withdrawn.heard());
  }

  @Test
  void refresh_whileWaiting_putsTheTicketInAndHearsOfAMatch() {
    Stage anna = Stage.waiting().take(new Input.Refresh(false));
    anna.queue(TAKEN);
    assertEquals(List.of("matched one"), anna.heard());
    for (QueueReply nothing : List.of(new QueueReply.Withdrawn(), new QueueReply.Kept())) {
      assertEquals(
          List.of(), Stage.waiting().take(new Input.Refresh(false)).queue(nothing).heard());
    }
    Stage outdated = Stage.waiting().take(new Input.Refresh(false));
    assertEquals(List.of("close 4501"), outdated.queue(new QueueReply.Outdated()).heard());
  }

  @Test
  void refresh_answeredAfterTheSearch_takesTheTicketOut() {
    Stage anna = Stage.waiting().take(new Input.Refresh(false));
    anna.event(new RoomEvent.Matched(ROOM)).leave("one").queued();
    assertEquals(List.of(new Effect.Withdraw(LANE)), anna.done(Effect.Withdraw.class));
  }

  @Test
  void refresh_duringAStepOrBeforeWaitingIsTold_doesNothing() {
    Stage anna = Stage.waiting().cancel().take(new Input.Refresh(false));
    assertFalse(anna.asks(Question.Enqueue.class));
    Stage idle = Stage.idle().take(new Input.Refresh(false));
    assertFalse(idle.asks(Question.Enqueue.class));
  }

  @Test
  void unmatched_putsTheTicketInAgain() {
    Stage anna = Stage.waiting().event(new RoomEvent.Unmatched(ROOM.id()));
    assertTrue(anna.asks(Question.Enqueue.class));
  }

  @Test
  void tick_whenTheCriteriaWiden_saysSo() {
    Stage anna = Stage.idle().find("chess").queued();
    anna.heard();
    assertEquals(List.of(), anna.tick().heard());
    anna.pass(Duration.ofSeconds(5));
    assertEquals(List.of("waiting"), anna.tick().heard());
    assertEquals(List.of(), anna.tick().heard());
    assertFalse(anna.done(Effect.ReadFigures.class).isEmpty());
  }

  @Test
  void leftover_isMovedToTheShardWhereAllMeet() {
    Stage anna = sharded();
    anna.answer(Question.Wait.class, new Question.Done());
    anna.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(
        new Lane("default", Mode.TEXT, 0), anna.asked(Question.Enqueue.class).getFirst().lane());
    anna.queued();
    assertFalse(anna.asks(Question.Wait.class));
    assertEquals(List.of(), anna.heard());
  }

  @Test
  void leftover_matchedMeanwhile_isInTheRoom() {
    Stage anna = sharded();
    anna.answer(Question.Wait.class, new Question.Done());
    anna.answer(Question.Withdraw.class, TAKEN);
    assertEquals(List.of("matched one"), anna.heard());
  }

  @Test
  void leftover_thatSearchesNoMore_isLeftAlone() {
    Stage anna = sharded();
    anna.cancel().answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    anna.answer(Question.Wait.class, new Question.Done());
    assertFalse(anna.asks(Question.Withdraw.class));
    Stage met = sharded();
    met.answer(Question.Wait.class, new Question.Done()).event(new RoomEvent.Matched(ROOM));
    met.answer(Question.Withdraw.class, new QueueReply.Absent());
    assertFalse(met.asks(Question.Enqueue.class));
  }

  @Test
  void leftover_whileRedisIsAwayOrInAStep_staysWhereItIs() {
    Stage anna = sharded();
    anna.answer(Question.Wait.class, new Question.Done()).away(Question.Withdraw.class);
    assertFalse(anna.asks(Question.Enqueue.class));
    Stage busy = sharded().cancel();
    busy.answer(Question.Wait.class, new Question.Done());
    assertEquals(1, busy.asked(Question.Withdraw.class).size());
  }

  private static Stage sharded() {
    Stage anna = new Stage(7, Stage.GRACE);
    anna.take(new Input.Remembered(Acquaintances.NONE)).take(new Input.Begin(Found.NOTHING));
    anna.find().queued();
    anna.heard();
    return anna;
  }

  private static Stage inQueue() {
    Stage anna = new Stage().take(new Input.Remembered(Acquaintances.NONE));
    Search search = new Search(LANE, Criteria.of(List.of(), List.of(), false), anna.now());
    return anna.take(
        new Input.Begin(
            new Found(
                new Found.InQueue(search),
                Optional.of(new SearchNote(Mode.TEXT, search.criteria())),
                List.of(),
                List.of())));
  }

  private static ClientFrame video() {
    return new ClientFrame.Find(Mode.VIDEO, List.of(), List.of(), false);
  }

  @Test
  void nextByAnotherConnection_searchesByWhatWasNoted() {
    PastRoom past = new PastRoom(ROOM, new Stage().now());
    Stage anna = new Stage().take(new Input.Remembered(Acquaintances.NONE));
    anna.take(
        new Input.Begin(
            new Found(
                new Found.Nowhere(),
                Optional.of(
                    new SearchNote(Mode.TEXT, Criteria.of(List.of("go"), List.of(), false))),
                List.of(),
                List.of(past))));
    anna.next("one").queued();
    assertEquals(List.of("welcome idle", "waiting"), anna.heard());
    // Again, while it waits: it is told once more.
    assertEquals(List.of("waiting"), anna.next("one").heard());
  }

  @Test
  void next_withoutAKnownSearch_leavesTheRoomAllTheSame() {
    Stage anna = new Stage();
    anna.take(
        new Input.Begin(
            new Found(new Found.InRoom(ROOM, BEN), Optional.empty(), List.of(), List.of())));
    anna.heard();
    anna.next("one");
    assertEquals(List.of("left one next", "error wrong-state next"), anna.heard());
    assertEquals(
        List.of(new Effect.LeaveRoom(ROOM, BEN, Left.Reason.NEXT)),
        anna.done(Effect.LeaveRoom.class));
  }

  @Test
  void nextAndLeave_ofOtherRooms_areRefused() {
    assertEquals(List.of("error wrong-state next"), Stage.waiting().next("one").heard());
    assertEquals(List.of("error wrong-state leave"), Stage.idle().leave("one").heard());
    assertEquals(List.of("error stale-room next"), Stage.chatting(ROOM).next("two").heard());
    assertEquals(List.of("error stale-room leave"), Stage.chatting(ROOM).leave("two").heard());
  }

  @Test
  void leave_thatComesLate_isIdleAllTheSame() {
    Stage anna = Stage.chatting(ROOM).leave("one").leave("one");
    assertEquals(List.of("left one left", "idle", "idle"), anna.heard());
    anna.find().queued();
    anna.leave("one").answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(List.of("waiting", "idle"), anna.heard());
  }

  @Test
  void next_tooSoon_staysInTheRoom() {
    Stage anna = Stage.chatting(ROOM);
    anna.looks.look = Duration.ofSeconds(3);
    assertEquals(List.of("error rate-limited next"), anna.next("one").heard());
    assertTrue(anna.visit().isIn(new RoomId("one")));
  }
}
