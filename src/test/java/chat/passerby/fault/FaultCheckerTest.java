package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records with one thing wrong each, which must be found, and clean ones, in which nothing is. */
class FaultCheckerTest extends Diaries {
  @Test
  void records_ofAChatWithoutFaults_areClean() {
    meet();
    ann.at(2_000).says("r", 1);
    bob.at(2_001).hears("r", 1).acks("r", 1);
    ann.at(2_002).acked("r", 1);
    bob.at(3_000).sends("leave", "r").left("r", "left").gets("idle", "");
    ann.at(3_001).left("r", "left");
    both(diary -> diary.at(4_000).finds().matched("r2"));
    assertClean(ann, bob);
  }

  @Test
  void records_ofResumesAndRepetitions_areClean() {
    meet();
    ann.at(2_000).says("r", 1).says("r", 2);
    bob.at(2_001).hears("r", 1).acks("r", 1).drops();
    ann.at(2_500).gets("partner-away", "r", 22_500).refused("partner-away", 2);
    bob.at(4_000).comes("n2", "chatting", "r", 2);
    ann.at(4_001).gets("partner-back", "r").says("r", 1).says("r", 2);
    bob.at(4_002).gets("chat", "r", 1).acks("r", 1).hears("r", 2).acks("r", 2);
    ann.at(4_003).acked("r", 1).acked("r", 2);
    assertClean(ann, bob);
  }

  @Test
  void chat_whosePartnerCameBackTooLate_mayEnd() {
    meet();
    bob.at(2_000).drops();
    ann.at(2_500).gets("partner-away", "r", 22_500).at(22_600).left("r", "gone");
    bob.at(30_000).comes("n2", "idle", "", 2).left("r", "gone");
    both(diary -> diary.at(40_000).finds().matched("r2"));
    assertClean(ann, bob);
  }

  @Test
  void message_atTheEndOfAChat_mayBeTooLate() {
    meet();
    bob.at(2_000).sends("next", "r").left("r", "next").gets("waiting", "");
    ann.at(2_001).says("r", 1).left("r", "next").finds();
    both(diary -> diary.at(2_010).matched("r2"));
    assertClean(ann, bob);
  }

  @Test
  void visitor_inTwoRooms_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().at(5_000).matched("r2");
    ann.at(5_000).matched("r2");
    bob.at(5_001).left("r", "gone").finds().gets("waiting", "");
    assertEquals(List.of(Kind.TWO_PLACES, Kind.ENDED), found(List.of(), ann, bob, cid));
  }

  @Test
  void visitor_whoWaitsAndChats_isFound() {
    meet();
    ann.at(5_000).gets("waiting", "", 5_000).matched("r2");
    bob.at(5_000).sends("next", "r").left("r", "next").matched("r2");
    assertFound(Kind.TWO_PLACES, ann, bob);
  }

  @Test
  void visitor_matchedWithoutAWish_isFound() {
    ann.at(1_000).comes("n1").matched("r");
    bob.at(1_000).comes("n1").finds().matched("r");
    assertFound(Kind.TWO_PLACES, ann, bob);
  }

  @Test
  void room_ofThree_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().matched("r");
    assertFound(Kind.ONE_SIDED, ann, bob, cid);
  }

  @Test
  void room_ofOne_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().matched("r2");
    assertFound(Kind.ONE_SIDED, ann, bob, cid);
  }

  @Test
  void room_ofOneBesideWhoMayHaveWaited_isInOrderIfItEnds() {
    ann.at(1_000).comes("n1").finds().unavailable("find");
    bob.at(1_000).comes("n1").finds().at(2_000).matched("r").at(2_001).left("r", "gone");
    both(diary -> diary.at(5_000).finds().matched("r2"));
    assertClean(ann, bob);
  }

  @Test
  void room_ofOneWhileNobodyDropped_isFoundThoughItEnded() {
    meet();
    cid.at(1_000).comes("n1").finds().matched("r2").at(2_000).left("r2", "gone").finds();
    cid.gets("waiting", "");
    assertFound(Kind.ONE_SIDED, ann, bob, cid);
  }

  @Test
  void end_ofARoomThatWasMissed_isInOrderOnTheNextConnectionOnly() {
    ann.at(1_000).comes("n1").finds().gets("waiting", "").at(1_500).drops();
    bob.at(1_000).comes("n2").finds().at(2_000).matched("r").at(2_500);
    bob.sends("next", "r").left("r", "next");
    ann.at(3_000).comes("n2", "idle", "", 2).left("r", "next").finds();
    both(diary -> diary.at(20_000).matched("r2"));
    assertClean(ann, bob);
    cid.at(1_000).comes("n1").finds().gets("waiting", "").at(3_000).left("r", "next");
    cid.at(20_000).matched("r3").at(21_000).left("r3", "gone");
    assertEquals(Kind.ONE_SIDED, found(List.of(), ann, bob, cid).getFirst());
  }

  @Test
  void message_intoAnotherRoom_isFound() {
    meet();
    ann.at(2_000).says("r", 1);
    bob.at(2_001).sends("next", "r").left("r", "next").gets("chat", "r", 1).matched("r2");
    ann.at(2_010).left("r", "next").finds().matched("r2");
    assertFound(Kind.MISDELIVERED, ann, bob);
  }

  @Test
  void message_fromNobodyInTheRoom_isFound() {
    meet();
    bob.at(2_001).hears("r", 1);
    assertEquals(Kind.MISDELIVERED, found(List.of(), ann, bob).getFirst());
  }

  @Test
  void ack_forWhatWasNotShown_isFound() {
    meet();
    ann.at(2_000).says("r", 1).acked("r", 1).refused("unavailable", 1);
    ann.at(3_000).sends("leave", "r").left("r", "left").finds().matched("r2");
    bob.at(3_001).left("r", "left").finds().matched("r2");
    assertFound(Kind.MISDELIVERED, ann, bob);
  }

  @Test
  void message_lostBetweenTwoWhoStay_isFound() {
    meet();
    ann.at(2_000).says("r", 1);
    assertFound(Kind.LOST, ann, bob);
  }

  @Test
  void message_shownAndNeverAcked_isFound() {
    meet();
    ann.at(2_000).says("r", 1);
    bob.at(2_001).hears("r", 1).acks("r", 1);
    assertFound(Kind.LOST, ann, bob);
  }

  @Test
  void message_overtakenInARoomThatEnded_isFound() {
    meet();
    ann.at(2_000).says("r", 1).says("r", 2);
    bob.at(2_001).hears("r", 2).acks("r", 2);
    ann.at(2_002).acked("r", 2);
    part();
    assertFound(Kind.LOST, ann, bob);
  }

  @Test
  void message_lostInALongChatThatEnded_isFound() {
    meet();
    ann.at(2_000).says("r", 1);
    part();
    assertFound(Kind.LOST, ann, bob);
  }

  @Test
  void message_twiceThoughSentOnce_isFound() {
    meet();
    ann.at(2_000).says("r", 1);
    bob.at(2_001).hears("r", 1).acks("r", 1).gets("chat", "r", 1);
    ann.at(2_002).acked("r", 1);
    assertFound(Kind.DOUBLED, ann, bob);
  }

  @Test
  void message_shownTwice_isFound() {
    meet();
    ann.at(2_000).says("r", 1).says("r", 1);
    bob.at(2_001).hears("r", 1).hears("r", 1);
    ann.at(2_002).acked("r", 1);
    assertFound(Kind.DOUBLED, ann, bob);
  }

  @Test
  void messages_inAnotherOrder_areFound() {
    meet();
    ann.at(2_000).says("r", 1).says("r", 2);
    bob.at(2_001).hears("r", 2).hears("r", 1);
    ann.at(2_002).acked("r", 2).acked("r", 1);
    assertFound(Kind.REORDERED, ann, bob);
  }

  @Test
  void chat_endedThoughThePartnerWasBackInTime_isFound() {
    meet();
    bob.at(2_000).drops();
    ann.at(2_001).left("r", "gone").finds();
    bob.at(3_000).comes("n2", "idle", "", 2).left("r", "gone").finds();
    both(diary -> diary.at(5_000).matched("r2"));
    assertFound(Kind.ENDED, ann, bob);
  }

  @Test
  void chat_leftByNobody_isFound() {
    meet();
    both(diary -> diary.at(2_000).left("r", "next").finds().matched("r2"));
    assertFound(Kind.ENDED, ann, bob);
  }

  @Test
  void waiters_leftToThemselves_areFound() {
    both(diary -> diary.at(1_000).comes("n1").finds().gets("waiting", "", 1_000));
    assertFound(Kind.LEFT_WAITING, ann, bob);
  }

  @Test
  void request_withoutAnAnswer_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds();
    assertFound(Kind.STUCK, ann, bob, cid);
  }

  @Test
  void visitor_turnedAwayForGood_isFound() {
    meet();
    cid.at(1_000).comes("n1").closed(4501);
    assertFound(Kind.STUCK, ann, bob, cid);
  }

  @Test
  void waiter_backInTimeAndIdle_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().gets("waiting", "", 1_000).drops();
    cid.at(2_000).comes("n1", "idle", "", 2).finds().gets("waiting", "", 2_000);
    assertFound(Kind.LOST_PLACE, ann, bob, cid);
  }

  @Test
  void waiter_backInTimeAtAnotherPlace_isFound() {
    meet();
    cid.at(1_000).comes("n1").finds().gets("waiting", "", 1_000).drops();
    cid.at(2_000).comes("n1", "waiting", "", 2).gets("waiting", "", 2_000);
    assertFound(Kind.LOST_PLACE, ann, bob, cid);
  }

  @Test
  void waiter_backAfterTheGrace_mayBeIdle() {
    meet();
    cid.at(1_000).comes("n1").finds().gets("waiting", "", 1_000).drops();
    cid.at(22_000).comes("n1", "idle", "", 2).finds().gets("waiting", "", 22_000);
    assertClean(ann, bob, cid);
  }

  @Test
  void banned_whoIsClosedAndWhosePartnerIsTold_isInOrder() {
    meet();
    bob.at(2_000).banned().at(2_100).closed(4502);
    ann.at(2_100).left("r", "banned").finds().gets("waiting", "", 2_100);
    assertClean(ann, bob);
  }

  @Test
  void banned_whoIsServedOn_isFound() {
    meet();
    bob.at(2_000).banned();
    assertEquals(List.of(Kind.SERVED, Kind.NOT_TOLD), found(List.of(), ann, bob));
    ann.at(2_100).left("r", "banned").finds();
    bob.at(2_100).left("r", "banned").finds();
    both(diary -> diary.at(20_000).matched("r2"));
    assertEquals(Kind.SERVED, found(List.of(), ann, bob).getFirst());
  }

  @Test
  void banned_whoComesBack_isFound() {
    meet();
    bob.at(2_000).banned().at(2_100).closed(4502);
    ann.at(2_100).left("r", "banned").finds().gets("waiting", "", 2_100);
    bob.at(30_000).comes("n2", "idle", "", 2).at(31_000).closed(4502);
    assertFound(Kind.SERVED, ann, bob);
  }

  @Test
  void survivor_ofAKill_isToldInTimeOrFound() {
    ann.at(1_000).comes("n1").finds().matched("r");
    bob.at(1_000).comes("n2").finds().matched("r").at(10_000).drops();
    bob.at(18_500).comes("n1", "chatting", "r", 2);
    List<Fault.Done> kill = List.of(new Fault.Done(new Fault.KillNode(1), "n2", 10_000, 12_000));
    assertEquals(List.of(Kind.NOT_WARNED), found(kill, ann, bob));
    ann.at(15_900).gets("partner-away", "r", 35_900);
    ann.at(18_501).gets("partner-back", "r");
    assertEquals(List.of(), found(kill, ann, bob));
  }

  @Test
  void survivor_whosePartnerNeverReturns_isGivenLeftOrFound() {
    meet();
    bob.at(2_000).drops();
    ann.at(2_500).gets("partner-away", "r", 22_500);
    bob.at(80_000).comes("n2", "idle", "", 2).finds().gets("waiting", "", 80_000);
    assertEquals(List.of(Kind.NOT_TOLD, Kind.NOT_WARNED), found(List.of(), ann, bob));
  }

  @Test
  void chat_onOneNodeWhileRedisIsAway_isLeftInPeaceOrFound() {
    meet();
    List<Fault.Done> outage =
        List.of(new Fault.Done(new Fault.RestartRedis(Duration.ofSeconds(5)), "", 10_000, 15_000));
    assertEquals(List.of(), found(outage, ann, bob));
    ann.at(12_000).says("r", 1).refused("unavailable", 1).says("r", 1);
    bob.at(15_100).hears("r", 1);
    ann.at(15_200).acked("r", 1);
    assertEquals(List.of(Kind.DISTURBED), found(outage, ann, bob));
  }
}
