package chat.passerby.visit;

import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.chat;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.about.Rewinding;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Going back to an earlier partner. */
class VisitRewindTest {
  private static final Room ROOM = room("one");
  private static final Room AGAIN = room("again");

  /** The room is over, and Anna has heard of that. */
  private final Stage over = Stage.chatting(ROOM).leave("one");

  VisitRewindTest() {
    over.heard();
  }

  @Test
  void rewind_asFirst_isHeardOfByNobody() {
    rewind(over).answer(Question.AskRewind.class, Optional.empty());
    assertEquals(List.of(), over.heard());
    assertFalse(over.visit().awaitsAnswer());
    over.event(new RoomEvent.Rewound(AGAIN));
    assertEquals(List.of("rewound again"), over.heard());
    over.event(new RoomEvent.Matched(AGAIN)).event(new RoomEvent.Rewound(AGAIN));
    assertEquals(List.of(), over.heard());
  }

  @Test
  void rewind_asSecond_entersOnlyWhenThePartnerHasHeard() {
    rewind(over).answer(Question.AskRewind.class, Optional.of(AGAIN));
    assertEquals(List.of(), over.heard());
    over.answer(Question.Deliver.class, Handover.TAKEN);
    assertEquals(List.of("rewound again"), over.heard());
  }

  @Test
  void rewind_whosePartnerIsGone_isUndone() {
    rewind(over).answer(Question.AskRewind.class, Optional.of(AGAIN));
    over.answer(Question.Deliver.class, Handover.GONE);
    assertEquals(List.of(), over.heard());
    assertEquals(List.of(new Effect.HangUp(AGAIN, BEN)), over.done(Effect.HangUp.class));
    assertEquals(List.of(new RoomEvent.Unmatched(AGAIN.id())), over.told());
  }

  @Test
  void rewind_answeredAfterTheEnd_isUndone() {
    rewind(over).answer(Question.AskRewind.class, Optional.of(AGAIN));
    over.end(Parting.AWAY).answer(Question.Deliver.class, Handover.TAKEN);
    assertEquals(1, over.done(Effect.HangUp.class).size());
  }

  @Test
  void rewind_whoseAnswerIsLost_isTakenBackAndUndone() {
    over.find().queued();
    over.heard();
    rewind(over).away(Question.AskRewind.class);
    assertEquals(List.of("error unavailable rewind"), over.heard());
    assertEquals(1, over.done(Effect.HangUp.class).size());
    assertTrue(over.asks(Question.TakeBackRewind.class));
    assertTrue(over.asks(Question.Enqueue.class), "it waits in the queue again");
    // Asked once more before that works, it stands.
    over.away(Question.TakeBackRewind.class);
    long id = over.done(Effect.Later.class).getLast().id();
    rewind(over);
    over.take(new Input.Due(id));
    assertFalse(over.asks(Question.TakeBackRewind.class));
  }

  @Test
  void rewind_fromTheQueue_leavesIt() {
    over.find().queued();
    over.heard();
    rewind(over).answer(Question.AskRewind.class, Optional.empty());
    Room elsewhere =
        new Room(
            new RoomId("video"),
            new Lane("default", Mode.VIDEO),
            List.of(AGAIN.members().getFirst(), AGAIN.members().getLast()),
            List.of(),
            Optional.empty());
    over.event(new RoomEvent.Rewound(elsewhere));
    assertEquals(List.of("rewound video"), over.heard());
    assertEquals(List.of(new Effect.Withdraw(LANE)), over.done(Effect.Withdraw.class));
  }

  @Test
  void rewind_fromAnotherChat_leavesIt() {
    over.find().queued();
    Room other = room("two");
    over.event(new RoomEvent.Matched(other));
    over.heard();
    rewind(over).answer(Question.AskRewind.class, Optional.empty());
    over.event(new RoomEvent.Rewound(AGAIN));
    assertEquals(List.of("left two next", "rewound again"), over.heard());
  }

  @Test
  void rewind_thatTheQueueTellsOf_isOne() {
    over.find().queue(new QueueReply.Taken(room("x")));
    over.leave("x").heard();
    over.find().queued();
    rewind(over).answer(Question.AskRewind.class, Optional.empty());
    over.heard();
    over.take(new Input.Refresh(false)).answer(Question.Enqueue.class, new QueueReply.Taken(AGAIN));
    assertEquals(List.of("rewound again"), over.heard());
  }

  @Test
  void rewind_tooLateOrOfThePresentRoom_isRefused() {
    over.pass(Rewinding.WINDOW.plusMillis(1));
    assertEquals(List.of("error stale-room rewind"), rewind(over).heard());
    assertEquals(List.of("error wrong-state rewind"), rewind(Stage.chatting(ROOM)).heard());
  }

  @Test
  void rewind_ofABlockedPartner_isRefusedToWhoBlockedAndSilentElse() {
    over.frame(block("one"));
    assertEquals(List.of("error refused rewind"), rewind(over).heard());
    Stage blocked = Stage.chatting(ROOM).leave("one");
    blocked.heard();
    blocked.take(new Input.Remembered(new Acquaintances(Set.of(BENS), Map.of(), Optional.empty())));
    assertEquals(List.of(), rewind(blocked).heard());
    assertFalse(blocked.asks(Question.AskRewind.class));
    blocked.event(new RoomEvent.Rewound(AGAIN));
    assertEquals(List.of(), blocked.heard());
    assertEquals(1, blocked.done(Effect.HangUp.class).size());
  }

  @Test
  void rewind_askedFor_isTakenBackByABlockAndAtTheEnd() {
    rewind(over).answer(Question.AskRewind.class, Optional.empty());
    over.frame(block("one"));
    assertEquals(1, over.asked(Question.TakeBackRewind.class).size());
    Stage gone = Stage.chatting(ROOM).leave("one");
    rewind(gone).answer(Question.AskRewind.class, Optional.empty());
    gone.end(Parting.AWAY);
    assertEquals(1, gone.asked(Question.TakeBackRewind.class).size());
  }

  @Test
  void framesOfARoomToCome_whileARewindIsAsked_areKept() {
    rewind(over);
    over.event(chat("again", BEN, "1"));
    over.event(new RoomEvent.Rewound(AGAIN));
    assertEquals(List.of("rewound again", "pass 1"), over.heard());
    Stage nothing = Stage.chatting(ROOM).leave("one");
    rewind(nothing).event(chat("again", BEN, "1"));
    nothing.answer(Question.AskRewind.class, Optional.empty());
    assertEquals(1, nothing.done(Effect.GiveBack.class).size());
  }

  private static Stage rewind(Stage stage) {
    return stage.frame(new ClientFrame.Rewind(ROOM.id()));
  }

  private static ClientFrame block(String room) {
    return new ClientFrame.Block(new RoomId(room));
  }
}
