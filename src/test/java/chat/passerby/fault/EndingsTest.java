package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How visitors learn that a chat or a connection is over. */
class EndingsTest extends Diaries {
  @Test
  void left_twice_isFound() {
    meet();
    part();
    bob.left("r", "next");
    assertFound(Kind.LEFT_TWICE, ann, bob);
  }

  @Test
  void left_againOnTheNextConnection_isClean() {
    meet();
    part();
    bob.sends("leave", "r2").left("r2", "left").gets("idle", "").drops();
    bob.comes("n2").left("r2", "left").finds().gets("waiting", "", 60_000);
    ann.left("r2", "left").finds().gets("waiting", "", 60_000).matched("r3");
    bob.matched("r3");
    assertClean(ann, bob);
  }

  @Test
  void left_againThoughTheServerKnew_isFound() {
    meet();
    ann.at(2_000).sends("leave", "r").left("r", "left").gets("idle", "");
    bob.at(2_001).left("r", "left").finds().gets("waiting", "", 2_001).drops();
    bob.at(3_000).comes("n2", "waiting", "", 2).left("r", "left");
    ann.at(4_000).finds().matched("r2");
    bob.at(4_000).matched("r2");
    assertFound(Kind.LEFT_REPEATED, ann, bob);
    assertEquals(List.of(), found(awayAndKilled(1_000, 2_500, 2_900), ann, bob));
    assertEquals(List.of(Kind.LEFT_REPEATED), found(awayAndKilled(2_500, 2_600, 2_900), ann, bob));
  }

  @Test
  void left_missedBySomebodyWhoCameBack_isFoundUnlessRedisForgot() {
    meet();
    bob.at(2_000).drops();
    ann.at(2_990).sends("leave", "r").left("r", "left").gets("idle", "");
    bob.at(3_000).comes("n2", "idle", "", 2).finds();
    ann.at(4_000).finds();
    both(diary -> diary.at(4_001).matched("r2"));
    assertFound(Kind.LEFT_MISSED, ann, bob);
    Fault.Done loss = new Fault.Done(new Fault.LoseRedisData(0), "", 2_500, 2_600);
    assertEquals(List.of(), found(List.of(loss), ann, bob));
    assertEquals(List.of(), found(awayAndKilled(2_500, 2_800, 2_900), ann, bob));
  }

  @Test
  void match_toldOnTheOlderConnectionOfOneWhoMoves_goesOnByTheNewer() {
    meet();
    bob.at(1_010).comes("n2", "waiting", "", 2).at(1_020).matched("r");
    part();
    assertClean(ann, bob);
  }

  @Test
  void chat_thatBothWereAwayFromWhenRedisForgot_mayEnd() {
    meet();
    both(diary -> diary.at(2_000).drops());
    both(diary -> diary.at(3_000).comes("n2", "idle", "", 2).left("r", "gone").finds());
    both(diary -> diary.at(4_001).matched("r2"));
    assertFound(Kind.ENDED, ann, bob);
    Fault.Done loss = new Fault.Done(new Fault.LoseRedisData(0), "", 2_500, 2_600);
    assertEquals(List.of(), found(List.of(loss), ann, bob));
  }

  @Test
  void chat_thatOneWasConnectedToWhenRedisForgot_mayNotEnd() {
    meet();
    bob.at(2_000).drops();
    ann.at(3_000).left("r", "gone").finds();
    bob.at(3_000).comes("n2", "idle", "", 2).left("r", "gone").finds();
    both(diary -> diary.at(4_001).matched("r2"));
    Fault.Done loss = new Fault.Done(new Fault.LoseRedisData(0), "", 2_500, 2_600);
    assertEquals(List.of(Kind.ENDED), found(List.of(loss), ann, bob));
  }

  @Test
  void match_calledOffWhenRedisCameBack_isCleanAndFoundAtOtherTimes() {
    meet();
    both(diary -> diary.at(1_300).left("r", "gone").finds().at(4_000).matched("r2"));
    assertFound(Kind.ENDED, ann, bob);
    Fault.Done frozen = new Fault.Done(new Fault.FreezeRedis(Duration.ofSeconds(5)), "", 1, 900);
    assertEquals(List.of(), found(List.of(frozen), ann, bob));
  }

  @Test
  void search_thatCouldNotBeReplaced_goesOn() {
    ann.at(1_000).comes("n1").finds().gets("waiting", "", 1_000).at(1_500).finds();
    ann.unavailable("find").at(2_000).matched("r");
    bob.at(1_900).comes("n1").finds().at(2_000).matched("r");
    assertClean(ann, bob);
  }

  @Test
  void left_soonAfterWelcome_isClean() {
    meet();
    bob.at(2_000).drops();
    ann.at(2_990).sends("leave", "r").left("r", "left").gets("idle", "");
    bob.at(3_000).comes("n2", "idle", "", 2).finds().left("r", "left");
    ann.at(4_000).finds();
    both(diary -> diary.at(4_001).matched("r2"));
    assertClean(ann, bob);
  }

  @Test
  void connection_closedByANodeThatWasWell_isFound() {
    meet();
    bob.at(10_000).closed(4000).at(11_000).comes("n1", "chatting", "r", 2);
    ann.at(11_001).gets("partner-back", "r");
    Fault.Done frozen = new Fault.Done(new Fault.FreezeRedis(Duration.ofSeconds(8)), "", 1, 9_999);
    assertEquals(List.of(Kind.CLOSED), found(List.of(frozen), ann, bob));
    Fault.Done paused =
        new Fault.Done(new Fault.PauseNode(0, Duration.ofSeconds(8)), "n1", 1_500, 9_999);
    assertEquals(List.of(), found(List.of(paused), ann, bob));
  }

  @Test
  void left_neverTold_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().gets("waiting", "", 1_000);
    ann.at(2_000).sends("next", "r").left("r", "next").matched("r2");
    cid.at(2_000).matched("r2");
    assertFound(Kind.NOT_TOLD, ann, bob, cid);
  }

  @Test
  void idle_withoutLeft_isFound() {
    meet();
    bob.at(2_000).sends("leave", "r").gets("idle", "").finds().matched("r2");
    ann.at(2_000).left("r", "left").finds().matched("r2");
    assertFound(Kind.NOT_TOLD, ann, bob);
  }

  /** A node is killed before it can write down what it has learnt while Redis was away. */
  private static List<Fault.Done> awayAndKilled(long away, long back, long killed) {
    return List.of(
        new Fault.Done(new Fault.RestartRedis(Duration.ofSeconds(1)), "", away, back),
        new Fault.Done(new Fault.KillNode(0), "n9", killed, killed));
  }
}
