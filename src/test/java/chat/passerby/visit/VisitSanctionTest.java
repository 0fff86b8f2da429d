package chat.passerby.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Question;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a visitor about whom moderators decide. */
class VisitSanctionTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void ban_inAChat_endsItForBothAndClosesTheConnection() {
    Room room = Stage.room("r");
    Stage stage = decide(Stage.chatting(room), SanctionKind.BAN);
    assertEquals(List.of("left r banned", "banned", "close 4502"), stage.heard());
    assertEquals(
        List.of(new Effect.LeaveRoom(room, Stage.BEN, Left.Reason.BANNED)),
        stage.done(Effect.LeaveRoom.class));
    assertTrue(stage.visit().isOver());
    stage.end(Parting.AWAY);
    assertEquals(List.of(), stage.done(Effect.Linger.class), "a banned visitor is waited for");
  }

  @Test
  void ban_whileWaiting_takesTheTicketOut() {
    Stage stage = decide(Stage.waiting(), SanctionKind.BAN);
    assertEquals(List.of("banned", "close 4502"), stage.heard());
    assertEquals(List.of(new Effect.Withdraw(Stage.LANE)), stage.done(Effect.Withdraw.class));
  }

  @Test
  void ban_whileTheTicketIsOnItsWay_takesItOut() {
    Stage stage = Stage.idle().find();
    decide(stage, SanctionKind.BAN);
    assertEquals(List.of(new Effect.Withdraw(Stage.LANE)), stage.done(Effect.Withdraw.class));
    stage.queue(new QueueReply.Taken(Stage.room("r")));
    assertEquals(List.of("banned", "close 4502"), stage.heard());
  }

  @Test
  void ban_justBeforeTheNewsOfAMatch_undoesThat() {
    Stage stage = decide(Stage.waiting(), SanctionKind.BAN);
    stage.heard();
    Room room = Stage.room("r");
    stage.event(new RoomEvent.Matched(room));
    assertEquals(List.of(), stage.heard());
    assertEquals(
        List.of(new Effect.PassOn(room, Stage.BEN, false)), stage.done(Effect.PassOn.class));
  }

  @Test
  void ban_ofWhoIsAway_endsTheChatAtOnce() {
    Room room = Stage.room("r");
    Stage stage = Stage.chatting(room).end(Parting.AWAY);
    decide(stage, SanctionKind.BAN);
    assertEquals(
        List.of(new Effect.LeaveRoom(room, Stage.BEN, Left.Reason.BANNED)),
        stage.done(Effect.LeaveRoom.class));
    assertEquals(List.of(), stage.heard());
    assertEquals(1, stage.done(Effect.Deaf.class).size());
  }

  @Test
  void ban_whileARewindIsUnderWay_keepsThePartnerFromIt() {
    Stage stage = Stage.chatting(Stage.room("r")).leave("r");
    stage.frame(new ClientFrame.Rewind(new RoomId("r")));
    decide(stage, SanctionKind.BAN);
    assertEquals(1, stage.asked(Question.TakeBackRewind.class).size());
    stage.done(Effect.Deliver.class);
    Room again = Stage.room("again1");
    stage.answer(Question.AskRewind.class, Optional.of(again));
    while (stage.asks(Question.Deliver.class)) {
      stage.answer(Question.Deliver.class, Handover.TAKEN);
    }
    assertEquals(List.of(new Effect.HangUp(again, Stage.BEN)), stage.done(Effect.HangUp.class));
    assertFalse(stage.visit().isIn(again.id()));
  }

  @Test
  void ban_thatCameBeforeTheWelcome_isToldBehindIt() {
    Stage stage = new Stage();
    stage.take(new Input.Begin(Found.NOTHING));
    stage.answer(Question.ReadSanctions.class, List.of(active(stage, "b", SanctionKind.BAN)));
    assertEquals(List.of("welcome idle", "banned", "close 4502"), stage.heard());
  }

  @Test
  void warning_isToldOnceAndChangesNothing() {
    Stage stage = Stage.chatting(Stage.room("r"));
    decide(stage, SanctionKind.WARNING);
    decide(stage, SanctionKind.WARNING);
    assertEquals(1, stage.done(Effect.Notice.class).size());
    assertEquals(1, stage.say("r", "1").done(Effect.Relay.class).size());
  }

  @Test
  void mute_keepsWhatIsWrittenFromThePartner() {
    Stage stage = Stage.chatting(Stage.room("r"));
    decide(stage, SanctionKind.MUTE_TEXT);
    stage.say("r", "1");
    assertEquals(List.of("error refused 1"), stage.heard());
    stage.frame(new ClientFrame.Relayed(Kind.TYPING, new RoomId("r"), Optional.empty()));
    assertEquals(List.of(), stage.heard());
    assertEquals(List.of(), stage.done(Effect.Relay.class));
    assertEquals(null, stage.visit().straight(chat("r", "2"), Buffer.buffer(), stage.now()));
    stage.frame(new ClientFrame.Relayed(Kind.ACK, new RoomId("r"), Optional.of("9")));
    stage.frame(new ClientFrame.Relayed(Kind.OFFER, new RoomId("r"), Optional.empty()));
    assertEquals(2, stage.done(Effect.Relay.class).size());
  }

  @Test
  void mute_whenItsTimeIsOver_holdsNoMore() {
    Stage stage = Stage.chatting(Stage.room("r"));
    decide(stage, SanctionKind.MUTE_TEXT);
    stage.pass(HOUR);
    stage.say("r", "1");
    assertEquals(1, stage.done(Effect.Relay.class).size());
  }

  @Test
  void mute_lifted_isToldAndHoldsNoMore() {
    Stage stage = Stage.chatting(Stage.room("r"));
    decide(stage, SanctionKind.MUTE_TEXT);
    stage.done(Effect.Notice.class);
    decide(stage);
    assertEquals(
        List.of(true),
        stage.done(Effect.Notice.class).stream().map(Effect.Notice::lifted).toList());
    assertEquals(1, stage.say("r", "1").done(Effect.Relay.class).size());
  }

  @Test
  void mediaMute_inACall_isToldToThePartnerAndStopsItsSetUp() {
    Room room = in(Stage.room("r"), Mode.VIDEO);
    Stage stage = Stage.idle().frame(find(Mode.VIDEO)).queued();
    stage.event(new RoomEvent.Matched(room));
    stage.heard();
    decide(stage, SanctionKind.MUTE_MEDIA);
    assertEquals(List.of(new RoomEvent.PartnerMuted(room.id(), true)), stage.told());
    stage.frame(new ClientFrame.Relayed(Kind.OFFER, room.id(), Optional.empty()));
    assertEquals(List.of("error refused offer"), stage.heard());
    assertEquals(1, stage.say("r", "1").done(Effect.Relay.class).size());
    decide(stage);
    assertEquals(List.of(new RoomEvent.PartnerMuted(room.id(), false)), stage.told());
  }

  @Test
  void mediaMute_letsTextBeFoundOnly() {
    Stage stage = decide(Stage.idle(), SanctionKind.MUTE_MEDIA);
    stage.frame(find(Mode.AUDIO));
    assertEquals(List.of("error refused find"), stage.heard());
    assertFalse(stage.asks(Question.Enqueue.class));
    stage.frame(find(Mode.TEXT));
    assertTrue(stage.asks(Question.Enqueue.class));
  }

  @Test
  void partnersMediaMute_isToldToTheVisitor() {
    Stage stage = Stage.chatting(Stage.room("r"));
    stage.event(new RoomEvent.PartnerMuted(new RoomId("r"), true));
    stage.event(new RoomEvent.PartnerMuted(new RoomId("other"), true));
    assertEquals(List.of("partner-muted"), stage.heard());
  }

  @Test
  void coolDown_letsNobodySearch() {
    Stage stage = decide(Stage.idle(), SanctionKind.COOLDOWN);
    stage.find();
    assertEquals(List.of("error rate-limited find"), stage.heard());
    stage.pass(HOUR);
    stage.find();
    assertTrue(stage.asks(Question.Enqueue.class));
  }

  @Test
  void coolDown_whileWaiting_endsTheSearch() {
    Stage stage = decide(Stage.waiting(), SanctionKind.COOLDOWN);
    stage.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(List.of("idle"), stage.heard());
  }

  @Test
  void coolDown_whileTheTicketIsOnItsWay_endsTheSearchAfterwards() {
    Stage stage = Stage.idle().find();
    decide(stage, SanctionKind.COOLDOWN);
    stage.queued();
    stage.tick();
    stage.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(List.of("waiting", "idle"), stage.heard());
  }

  @Test
  void coolDown_thatComesBehindAMatch_letsTheChatGoOnAndTheNextOneNotBegin() {
    Stage stage = decide(Stage.waiting(), SanctionKind.COOLDOWN);
    stage.answer(Question.Withdraw.class, new QueueReply.Taken(Stage.room("r")));
    assertEquals(List.of("matched r"), stage.heard());
    stage.next("r");
    assertEquals(List.of("left r next", "error rate-limited next"), stage.heard());
    assertFalse(stage.asks(Question.Enqueue.class));
    stage.next("r");
    assertEquals(List.of("error rate-limited next"), stage.heard());
  }

  @Test
  void coolDown_letsNobodyRewind() {
    Stage stage = Stage.chatting(Stage.room("r")).leave("r");
    stage.heard();
    decide(stage, SanctionKind.COOLDOWN);
    stage.frame(new ClientFrame.Rewind(new RoomId("r")));
    assertEquals(List.of("error rate-limited rewind"), stage.heard());
    assertFalse(stage.asks(Question.AskRewind.class));
  }

  @Test
  void restriction_whileWaiting_movesToTheRestrictedPoolAndBack() {
    Stage stage = Stage.withPools("default", "other");
    stage.find().queued();
    stage.heard();
    decide(stage, SanctionKind.RESTRICT);
    stage.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(
        List.of("other"),
        stage.asked(Question.Enqueue.class).stream().map(put -> put.lane().pool()).toList());
    stage.queued();
    decide(stage);
    stage.answer(Question.Withdraw.class, new QueueReply.Withdrawn());
    assertEquals(
        List.of("default"),
        stage.asked(Question.Enqueue.class).stream().map(put -> put.lane().pool()).toList());
  }

  @Test
  void sanctions_ofAConnectionThatWasReplaced_areNoneOfItsBusiness() {
    Stage stage = Stage.chatting(Stage.room("r")).end(Parting.HANDED_OVER);
    stage.done(Effect.LeaveRoom.class);
    decide(stage, SanctionKind.BAN);
    assertEquals(List.of(), stage.done(Effect.LeaveRoom.class));
  }

  private static ClientFrame.Relayed chat(String room, String id) {
    return new ClientFrame.Relayed(Kind.CHAT, new RoomId(room), Optional.of(id));
  }

  private static ClientFrame find(Mode mode) {
    return new ClientFrame.Find(mode, List.of(), List.of(), false);
  }

  private static Room in(Room room, Mode mode) {
    return new Room(
        room.id(),
        new Lane(Lane.DEFAULT_POOL, mode),
        room.members(),
        room.interests(),
        room.language());
  }

  /** This and nothing else is in effect for Anna now. */
  private static Stage decide(Stage stage, SanctionKind... kinds) {
    while (stage.asks(Question.ReadSanctions.class)) {
      stage.answer(Question.ReadSanctions.class, List.of());
    }
    stage.event(new RoomEvent.Sanctioned());
    List<Active> all =
        List.of(kinds).stream().map(kind -> active(stage, kind.name(), kind)).toList();
    return stage.answer(Question.ReadSanctions.class, all);
  }

  private static Active active(Stage stage, String id, SanctionKind kind) {
    return new Active(
        new SanctionId(id),
        kind,
        List.of(Subject.of(Stage.ANNAS)),
        Reason.SPAM,
        stage.now().plus(HOUR),
        false);
  }
}
