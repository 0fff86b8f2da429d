package chat.passerby.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ErrorCause;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.ServerFrame.Shielded;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shield means for a visitor. */
class VisitShieldTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void search_byVideoWhileOnlyTextIsOpen_isRefusedAndSaysUntilWhen() {
    Stage stage = Stage.idle();
    Instant until = raise(stage, ShieldMeasure.TEXT_ONLY);
    Shielded refusal = refused(stage.frame(find(Mode.VIDEO)));
    assertEquals(ErrorCode.REFUSED, refusal.code());
    assertEquals(ErrorCause.TEXT_ONLY, refusal.cause());
    assertEquals("find", refusal.ref());
    assertEquals(until, refusal.until());
    assertFalse(stage.asks(Question.Enqueue.class));
    stage.find();
    assertTrue(stage.asks(Question.Enqueue.class));
  }

  @Test
  void search_onceTheShieldIsOver_isTaken() {
    Stage stage = Stage.idle();
    raise(stage, ShieldMeasure.TEXT_ONLY);
    stage.pass(HOUR);
    assertTrue(stage.frame(find(Mode.AUDIO)).asks(Question.Enqueue.class));
  }

  @Test
  void wait_forACall_endsWhenOnlyTextIsOpen() {
    Stage stage = Stage.idle().frame(find(Mode.VIDEO)).queued();
    stage.heard();
    raise(stage, ShieldMeasure.TEXT_ONLY);
    stage.tick().answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    List<Effect.Send> sent = stage.done(Effect.Send.class);
    assertEquals(
        ErrorCause.TEXT_ONLY, assertInstanceOf(Shielded.class, sent.get(0).frame()).cause());
    assertEquals("idle", sent.get(1).frame().type());
  }

  @Test
  void wait_forAText_goesOn() {
    Stage stage = Stage.waiting();
    raise(stage, ShieldMeasure.TEXT_ONLY);
    assertFalse(stage.tick().asks(Question.Withdraw.class));
  }

  @Test
  void call_thatGoesOn_mayGoOnButLeadsToNoOther() {
    Room room = video();
    Stage stage = Stage.idle().frame(find(Mode.VIDEO)).queued();
    stage.event(new RoomEvent.Matched(room));
    stage.heard();
    raise(stage, ShieldMeasure.TEXT_ONLY);
    stage.tick();
    assertEquals(List.of(), stage.heard());
    stage.next("r");
    assertEquals(ErrorCause.TEXT_ONLY, refused(stage).cause());
    assertEquals(
        List.of(Left.Reason.NEXT),
        stage.done(Effect.LeaveRoom.class).stream().map(Effect.LeaveRoom::reason).toList());
    stage.frame(new ClientFrame.Rewind(new RoomId("r")));
    assertEquals("rewind", refused(stage).ref());
  }

  @Test
  void newDevice_whileTheyAreSlowed_isToldHowLongToWait() {
    Stage stage = Stage.idle();
    Instant until = raise(stage, ShieldMeasure.SLOW_NEW_DEVICES);
    stage.looks.newcomer = Duration.ofSeconds(20);
    Shielded refusal = refused(stage.find());
    assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
    assertEquals(ErrorCause.NEW_DEVICE, refusal.cause());
    assertEquals(Optional.of(Duration.ofSeconds(20)), refusal.retryAfter());
    assertEquals(until, refusal.until());
    assertEquals(1, stage.done(Effect.CountSlowed.class).size());
    stage.looks.newcomer = Duration.ZERO;
    assertTrue(stage.find().asks(Question.Enqueue.class));
  }

  private static Instant raise(Stage stage, ShieldMeasure measure) {
    Instant until = stage.now().plus(HOUR);
    stage.shield.raised(new Shield(Set.of(measure), "mia", "A raid.", stage.now(), until), until);
    return until;
  }

  private static Shielded refused(Stage stage) {
    List<Effect.Send> sent = stage.done(Effect.Send.class);
    return assertInstanceOf(Shielded.class, sent.get(0).frame());
  }

  private static ClientFrame.Find find(Mode mode) {
    return new ClientFrame.Find(mode, List.of(), List.of(), false);
  }

  private static Room video() {
    Room room = Stage.room("r");
    return new Room(
        room.id(),
        new Lane(Lane.DEFAULT_POOL, Mode.VIDEO),
        room.members(),
        List.of(),
        Optional.empty());
  }
}
