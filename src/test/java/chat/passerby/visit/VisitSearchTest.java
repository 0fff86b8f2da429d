package chat.passerby.visit;

import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Mode;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches and cancels, in every order in which they can cross a match. */
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

  private static ClientFrame video() {
    return new ClientFrame.Find(Mode.VIDEO, List.of(), List.of(), false);
  }
}
