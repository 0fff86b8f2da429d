package chat.passerby.visit;

import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.Mode;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A place in the queue while it lasts: put in again, moved, taken up by a newer connection. */
class VisitQueueTest {
  private static final Room ROOM = room("one");
  private static final QueueReply TAKEN = new QueueReply.Taken(ROOM);

  @Test
  void placeTakenUp_whileRedisIsAway_isToldAndPutInLater() {
    Stage anna = Stage.inQueue().away(Question.Enqueue.class);
    assertEquals(List.of("welcome waiting", "waiting"), anna.heard());
    anna.take(new Input.Refresh(true));
    assertTrue(anna.asks(Question.Enqueue.class));
  }

  @Test
  void placeTakenUp_forgetsWhatWasKeptOfIt() {
    Stage anna = Stage.inQueue().queued();
    anna.answer(Question.ForgetParked.class, new Question.Done());
    Stage gone = Stage.inQueue().queued();
    gone.away(Question.ForgetParked.class).end(Parting.AWAY);
    long id = gone.done(Effect.Later.class).getFirst().id();
    gone.take(new Input.Due(id));
    assertFalse(gone.asks(Question.ForgetParked.class));
    assertTrue(gone.done(Effect.Tried.class).getFirst().done());
  }

  @Test
  void placeTakenUp_matchedMeanwhileOrWithdrawn_goesOn() {
    Stage taken = Stage.inQueue().queue(new QueueReply.Taken(ROOM));
    assertEquals(List.of("welcome waiting", "waiting", "matched one"), taken.heard());
    Stage withdrawn = Stage.inQueue().queue(new QueueReply.Withdrawn());
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
}
