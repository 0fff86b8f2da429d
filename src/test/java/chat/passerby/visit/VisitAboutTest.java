package chat.passerby.visit;

import static chat.passerby.visit.Stage.ANNA;
import static chat.passerby.visit.Stage.ANNAS;
import static chat.passerby.visit.Stage.BEN;
import static chat.passerby.visit.Stage.BENS;
import static chat.passerby.visit.Stage.HERE;
import static chat.passerby.visit.Stage.LANE;
import static chat.passerby.visit.Stage.THERE;
import static chat.passerby.visit.Stage.chat;
import static chat.passerby.visit.Stage.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Quality;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.ClientFrame.Report;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.about.Feedback;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.PastRooms;
import chat.passerby.visit.state.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a visitor asks about a partner, in a chat and after it. */
class VisitAboutTest {
  private static final Room ROOM = room("one");

  /** The room is over, and Anna has heard of that. */
  private final Stage over = Stage.chatting(ROOM).leave("one");

  VisitAboutTest() {
    over.heard();
  }

  @Test
  void block_isWrittenDownAndHolds() {
    over.frame(block("one"));
    assertEquals(List.of(new Question.Block(BENS)), over.asked(Question.Block.class));
    over.answer(Question.Block.class, true);
    assertEquals(List.of(), over.heard());
    over.find();
    assertEquals(Set.of(BENS), over.asked(Question.Enqueue.class).getFirst().ticket().blocked());
  }

  @Test
  void block_ofOneTooMany_isTakenBack() {
    over.frame(block("one")).answer(Question.Block.class, false);
    assertEquals(List.of("error refused block"), over.heard());
    Stage full = Stage.chatting(ROOM);
    Set<DeviceId> many =
        IntStream.range(0, Acquaintances.MAX_BLOCKED)
            .mapToObj(i -> new DeviceId("device" + i))
            .collect(Collectors.toSet());
    full.take(new Input.Remembered(new Acquaintances(many, Map.of(), Optional.empty())));
    assertEquals(List.of("error refused block"), full.frame(block("one")).heard());
    assertFalse(full.visit().mustBeHeard(block("one"), full.now()));
  }

  @Test
  void block_ofAnUnknownRoomOrTheOwnDevice_isRefused() {
    assertEquals(List.of("error stale-room block"), over.frame(block("x")).heard());
    Room self =
        new Room(
            new RoomId("tabs"),
            LANE,
            List.of(new Member(ANNA, ANNAS), new Member(BEN, ANNAS)),
            List.of(),
            Optional.empty());
    assertEquals(List.of("error refused block"), Stage.chatting(self).frame(block("tabs")).heard());
  }

  @Test
  void block_ofAnEarlierRoom_leavesAChatWithTheSamePartner() {
    over.find().queued();
    over.event(new RoomEvent.Matched(room("two")));
    over.heard();
    over.frame(block("one"));
    assertEquals(List.of("left two left", "idle"), over.heard());
    Stage inside = Stage.chatting(ROOM).frame(block("one"));
    assertEquals(List.of(), inside.heard(), "a chat that is blocked from within goes on");
  }

  @Test
  void report_isFiledWithWhatWasSaid() {
    Stage anna = Stage.chatting(ROOM).say("one", "1").event(chat("one", BEN, "2"));
    anna.heard();
    anna.frame(report("one"));
    assertTrue(anna.visit().awaitsAnswer());
    assertEquals(2, anna.asked(Question.FileReport.class).getFirst().report().transcript().size());
    anna.answer(Question.FileReport.class, new ReportDesk.Taken(new ReportId("r")));
    assertEquals(List.of("reported"), anna.heard());
  }

  @Test
  void partner_isAskedAboutAReportedChat_unlessEitherCameBackMeanwhile() {
    Stage both = Stage.chatting(ROOM).say("one", "1");
    both.told();
    taken(both);
    assertInstanceOf(RoomEvent.Vouch.class, both.told().getFirst());
    Stage self = new Stage().take(new Input.Remembered(Acquaintances.NONE));
    Room began = room("one", new Address(ANNA.session(), 1, HERE), BEN);
    self.take(
        new Input.Begin(
            new Found(new Found.InRoom(began, BEN), Optional.empty(), List.of(), List.of())));
    self.say("one", "1").told();
    taken(self);
    assertEquals(List.of(), self.told());
    Stage partner = Stage.chatting(ROOM).say("one", "1");
    partner.event(new RoomEvent.Here(ROOM.id(), new Address(BEN.session(), 6, THERE)));
    partner.told();
    taken(partner);
    assertEquals(
        List.of(BEN),
        partner.done(Effect.Deliver.class).stream().map(Effect.Deliver::to).toList(),
        "the connection that has seen it from the beginning, if it is still there");
  }

  private static void taken(Stage stage) {
    stage.frame(report("one"));
    stage.answer(Question.FileReport.class, new ReportDesk.Taken(new ReportId("r")));
  }

  @Test
  void outcomes_areLookedForByWhoHasReported() {
    Stage anna = Stage.chatting(ROOM).tick();
    assertEquals(List.of(), anna.asked(Question.ReadOutcomes.class));
    taken(anna);
    anna.tick().tick();
    assertEquals(1, anna.asked(Question.ReadOutcomes.class).size(), "once for each batch");
    anna.answer(Question.ReadOutcomes.class, List.of());
    anna.pass(Outcomes.BATCH);
    anna.tick().answer(Question.ReadOutcomes.class, List.of(Stage.OUTCOME));
    assertEquals(
        List.of(new Question.ForgetOutcomes(List.of(Stage.OUTCOME))),
        anna.asked(Question.ForgetOutcomes.class));
    Stage back = Stage.idle();
    back.take(new Input.Remembered(new Acquaintances(Set.of(), Map.of(), Optional.empty(), true)));
    assertEquals(1, back.tick().asked(Question.ReadOutcomes.class).size());
  }

  @Test
  void report_thatIsNotTaken_saysWhy() {
    over.frame(report("one"));
    over.answer(Question.FileReport.class, new ReportDesk.TooMany(Duration.ofMinutes(1)));
    over.frame(report("one"));
    over.answer(Question.FileReport.class, new ReportDesk.NoRoom(Duration.ofMinutes(1)));
    over.frame(report("one")).away(Question.FileReport.class);
    over.frame(report("x"));
    assertEquals(
        List.of(
            "error rate-limited report",
            "error unavailable report",
            "error unavailable report",
            "error stale-room report"),
        over.heard());
  }

  @Test
  void report_tenMinutesAfterTheEnd_isOfAForgottenRoom() {
    over.pass(PastRooms.MEMORY.plusMillis(1));
    over.tick();
    assertEquals(List.of("error stale-room report"), over.frame(report("one")).heard());
  }

  @Test
  void quality_isCountedByCallAndByWay() {
    Stage anna = Stage.chatting(ROOM);
    anna.frame(quality(Quality.Ice.HOST));
    assertEquals(
        List.of("error rate-limited quality"), anna.frame(quality(Quality.Ice.HOST)).heard());
    anna.pass(Feedback.INTERVAL);
    anna.frame(quality(Quality.Ice.RELAY));
    anna.pass(Feedback.INTERVAL);
    anna.frame(quality(Quality.Ice.RELAY));
    assertEquals(
        List.of("true true", "false true", "false false"),
        anna.done(Effect.CountQuality.class).stream()
            .map(count -> count.begun() + " " + count.moved())
            .toList());
    assertEquals(
        List.of("error stale-room quality"), Stage.idle().frame(quality(Quality.Ice.HOST)).heard());
  }

  @Test
  void rating_countsOncePerChatAfterItsEnd() {
    ClientFrame rate = new ClientFrame.Rate(ROOM.id(), 4);
    assertEquals(List.of("error wrong-state rate"), Stage.chatting(ROOM).frame(rate).heard());
    assertEquals(List.of("error stale-room rate"), Stage.idle().frame(rate).heard());
    assertEquals(List.of("error refused rate"), over.frame(rate).frame(rate).heard());
    assertEquals(List.of(new Effect.CountRating(4)), over.done(Effect.CountRating.class));
  }

  @Test
  void manyRooms_reportedAndRated_areRememberedInPart() {
    for (int i = 0; i < PastRooms.MAX_ROOMS + 2; i++) {
      String id = "room" + i;
      over.event(new RoomEvent.Untold(room(id), Left.Reason.GONE));
      over.frame(new ClientFrame.Rate(new RoomId(id), 1));
      over.frame(report(id));
    }
    assertEquals(PastRooms.MAX_ROOMS + 2, over.done(Effect.CountRating.class).size());
  }

  @Test
  void urgentFrames_areHeardOncePerRoomOrSearch() {
    Stage anna = Stage.chatting(ROOM);
    assertTrue(urgent(anna, new ClientFrame.Leave(ROOM.id())));
    assertTrue(urgent(anna, new ClientFrame.Next(ROOM.id())));
    assertTrue(urgent(anna, block("one")));
    assertTrue(urgent(anna, report("one")));
    anna.frame(block("one")).frame(report("one"));
    assertFalse(urgent(anna, block("one")));
    assertFalse(urgent(anna, report("one")));
    assertFalse(urgent(anna, report("x")));
    assertFalse(urgent(anna, new ClientFrame.Cancel()));
    for (ClientFrame patient :
        List.of(
            new ClientFrame.Hello("t"),
            new ClientFrame.Find(Mode.TEXT, List.of(), List.of(), false),
            new Relayed(Relayed.Kind.TYPING, ROOM.id(), Optional.empty()),
            new ClientFrame.Rewind(ROOM.id()),
            quality(Quality.Ice.HOST),
            new ClientFrame.Rate(ROOM.id(), 1))) {
      assertFalse(urgent(anna, patient));
    }
    Stage waiting = Stage.chatting(ROOM).next("one").queued();
    assertTrue(urgent(waiting, new ClientFrame.Cancel()));
    assertTrue(urgent(waiting, new ClientFrame.Leave(ROOM.id())));
    assertFalse(urgent(waiting, new ClientFrame.Leave(new RoomId("x"))));
    assertFalse(urgent(Stage.idle(), new ClientFrame.Leave(ROOM.id())));
  }

  private static ClientFrame block(String room) {
    return new ClientFrame.Block(new RoomId(room));
  }

  private static Report report(String room) {
    return new Report(new RoomId(room), Report.Reason.SPAM, Optional.empty(), Optional.empty());
  }

  private static Quality quality(Quality.Ice ice) {
    return new Quality(
        ROOM.id(),
        ice,
        Duration.ofSeconds(1),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty());
  }

  private static boolean urgent(Stage stage, ClientFrame frame) {
    return stage.visit().mustBeHeard(frame, stage.now());
  }
}
