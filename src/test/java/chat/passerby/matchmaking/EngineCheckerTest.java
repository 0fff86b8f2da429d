package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.VisitorStory.Ends;
import chat.passerby.matchmaking.VisitorStory.Enters;
import chat.passerby.matchmaking.VisitorStory.Entry;
import chat.passerby.matchmaking.VisitorStory.Hears;
import chat.passerby.matchmaking.VisitorStory.Idles;
import chat.passerby.matchmaking.VisitorStory.Leaves;
import chat.passerby.matchmaking.VisitorStory.Waits;
import chat.passerby.matchmaking.pairing.BenchNode;
import chat.passerby.matchmaking.policy.NaiveReference;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneCensus;
import chat.passerby.room.Room;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker sees what it is there to see. */
class EngineCheckerTest {
  private static final Instant NOW = Instant.ofEpochMilli(10_000);
  private static final Ticket ANNA = ticket("anna", 1, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Ticket CLEO = ticket("cleo", 1, 3_000);
  private static final Room ROOM = LaneBench.room("room", ANNA, BEN);
  private static final Room OTHER = LaneBench.room("other", ANNA, CLEO);
  private static final Entry WAITS = new Waits(ANNA.since());
  private static final Entry ENTERS = new Enters(ROOM.id());
  private static final Entry LEAVES = new Leaves(ROOM.id());

  private final EngineChecker checker =
      new EngineChecker(new NaiveReference(BenchNode.policy()), Map.of());
  private final LaneCensus census = LaneCensus.empty();

  @Test
  void story_asItShouldBe_isFine() {
    holdRoom();
    VisitorStory anna = story(ANNA, WAITS, WAITS, ENTERS);
    VisitorStory ben = story(BEN, new Waits(BEN.since()), ENTERS);
    assertEquals(List.of(), checker.wrongs(List.of(anna, ben), List.of(ROOM)));
    assertEquals(List.of(), checker.unsettled(List.of(anna, ben), census, NOW));
  }

  @Test
  void waiting_asItShouldBe_isFine() {
    queue(ANNA);
    assertEquals(
        List.of(), checker.unsettled(List.of(story(ANNA, WAITS), story(BEN)), census, NOW));
  }

  @Test
  void twoRooms_atOnce_areAgainstI1() {
    assertWrong("I1", story(ANNA, WAITS, ENTERS, new Enters(OTHER.id())));
  }

  @Test
  void waiting_inARoom_isAgainstI1() {
    assertWrong("I1", story(ANNA, WAITS, ENTERS, WAITS));
    holdRoom();
    queue(ANNA);
    assertEquals(1, checker.wrongs(census).size());
    assertTrue(checker.wrongs(census).get(0).startsWith("I1"));
  }

  @Test
  void queued_withoutWaiting_isAgainstI1() {
    queue(ANNA);
    assertUnsettled("I1", story(ANNA, WAITS, new Idles()));
  }

  @Test
  void session_waitingByTwoConnections_isAgainstI1() {
    queue(ANNA);
    Ticket newer = ticket("anna", 2, 1_000);
    assertUnsettled("I1", story(ANNA, WAITS), story(newer, WAITS));
  }

  @Test
  void room_toldToOne_isAgainstI2() {
    holdRoom();
    assertUnsettled("I2", story(ANNA, WAITS, ENTERS), story(BEN));
    assertUnsettled("I2", story(ANNA, WAITS, ENTERS), story(BEN, new Ends(false)));
    census.rooms().clear();
    assertEquals(
        List.of(),
        checker.unsettled(List.of(story(ANNA, WAITS, ENTERS, LEAVES), story(BEN)), census, NOW));
  }

  @Test
  void room_thatRedisDoesNotKnow_isAgainstI2() {
    assertUnsettled("I2", story(ANNA, WAITS, ENTERS), story(BEN, ENTERS));
  }

  @Test
  void room_thatTheVisitorDoesNotKnow_isAgainstI2() {
    holdRoom();
    assertUnsettled("I2", story(ANNA, WAITS, new Idles()), story(BEN));
    assertUnsettled("I2", story(ANNA, WAITS), story(BEN));
  }

  @Test
  void text_ofAnotherRoom_isAgainstI3() {
    assertWrong("I3", story(ANNA, WAITS, ENTERS, new Hears(OTHER.id())));
    assertWrong("I3", story(ANNA, WAITS, ENTERS, LEAVES, new Hears(ROOM.id())));
    assertEquals(
        List.of(),
        checker.wrongs(List.of(story(ANNA, WAITS, ENTERS, new Hears(ROOM.id()))), List.of()));
  }

  @Test
  void end_toldTwiceOrOutside_isAgainstI5() {
    assertWrong("I5", story(ANNA, WAITS, ENTERS, LEAVES, LEAVES));
    assertWrong("I5", story(ANNA, WAITS, LEAVES));
  }

  @Test
  void end_toldToOne_isAgainstI5() {
    holdRoom();
    assertUnsettled("I5", story(ANNA, WAITS, ENTERS), story(BEN, ENTERS, LEAVES));
  }

  @Test
  void partner_whoIsGoneForLong_isAgainstI8() {
    holdRoom();
    assertUnsettled("I8", story(ANNA, WAITS, ENTERS), story(BEN, ENTERS, new Ends(false)));
    assertUnsettled("I8", story(ANNA, WAITS, ENTERS), story(BEN, new Ends(true)));
  }

  @Test
  void compatible_bothWaiting_areAgainstI6() {
    queue(ANNA);
    queue(BEN);
    assertUnsettled("I6", story(ANNA, WAITS), story(BEN, new Waits(BEN.since())));
  }

  @Test
  void waiting_inNoQueue_isAgainstI7() {
    assertUnsettled("I7", story(ANNA, WAITS));
    queue(ticket("anna", 2, 1_000));
    assertUnsettled("I7", story(ANNA, WAITS));
  }

  @Test
  void avoided_inOneRoom_areAgainstI9() {
    for (Map.Entry<Ticket, Ticket> each : Map.of(ANNA, BEN, BEN, ANNA).entrySet()) {
      EngineChecker strict =
          new EngineChecker(
              checker.policy(), Map.of(each.getKey().device(), Set.of(each.getValue().device())));
      List<String> wrongs = strict.wrongs(List.of(), List.of(ROOM));
      assertEquals(1, wrongs.size());
      assertTrue(wrongs.get(0).startsWith("I9"));
    }
  }

  @Test
  void place_thatIsNotTheOriginalOne_isSeen() {
    assertWrong("place", story(ANNA, WAITS, new Waits(NOW)));
    assertEquals(
        List.of(),
        checker.wrongs(List.of(story(ANNA, WAITS, new Idles(), new Waits(NOW))), List.of()));
    queue(ticket("anna", 1, 5_000));
    assertUnsettled("place", story(ANNA, WAITS));
  }

  private void assertWrong(String invariant, VisitorStory story) {
    List<String> wrongs = checker.wrongs(List.of(story), List.of());
    assertTrue(wrongs.stream().anyMatch(wrong -> wrong.startsWith(invariant)), wrongs::toString);
  }

  private void assertUnsettled(String invariant, VisitorStory... stories) {
    List<String> wrongs = checker.unsettled(List.of(stories), census, NOW);
    assertTrue(wrongs.stream().anyMatch(wrong -> wrong.startsWith(invariant)), wrongs::toString);
  }

  private void queue(Ticket ticket) {
    census.tickets().put(ticket.session(), ticket);
  }

  private void holdRoom() {
    census.rooms().put(ROOM.id(), ROOM);
    census.members().put(ANNA.session(), ROOM.id());
    census.members().put(BEN.session(), ROOM.id());
  }

  private static VisitorStory story(Ticket ticket, Entry... entries) {
    return new VisitorStory(LaneBench.address(ticket), List.of(entries));
  }
}
