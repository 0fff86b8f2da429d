package chat.passerby.visit;

import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.PastRoom;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Next and leave, from within a room and after it. */
class VisitNextTest {
  private static final Room ROOM = room("one");

  @Test
  void nextByAnotherConnection_searchesByWhatWasNoted() {
    PastRoom past = new PastRoom(ROOM, new Stage().now());
    Stage anna = new Stage().take(new Input.Remembered(Acquaintances.NONE));
    anna.take(
        new Input.Begin(
            new Found(
                new Found.Nowhere(),
                Optional.of(
                    SearchNote.of(ROOM.lane(), Criteria.of(List.of("go"), List.of(), false))),
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

  /** The partner knew of the return before the end, and sent word to the new connection. */
  @Test
  void end_ofTheLastRoom_comesBehindTheWelcome() {
    Stage anna = new Stage();
    SearchNote search = SearchNote.of(ROOM.lane(), Criteria.of(List.of(), List.of(), false));
    anna.take(
        new Input.Begin(new Found(new Found.Nowhere(), Optional.of(search), List.of(), List.of())));
    anna.heard();
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT));
    assertEquals(List.of("left one next"), anna.heard());
    anna.event(new RoomEvent.Ended(ROOM, Left.Reason.NEXT));
    assertEquals(List.of(), anna.heard());
    anna.pass(Duration.ofSeconds(5));
    anna.event(new RoomEvent.Ended(room("two"), Left.Reason.NEXT));
    assertEquals(List.of(), anna.heard());
  }
}
