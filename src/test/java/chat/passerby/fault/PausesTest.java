package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.fault.Violation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker takes for right while a node stands still. */
class PausesTest extends Diaries {
  @Test
  void room_ofOneBesideWhoseNodeStoodStill_isInOrderIfItEnds() {
    ann.at(1_000).comes("n1").finds().gets("waiting", "");
    bob.at(1_000).comes("n2").finds().at(2_000).matched("r").at(9_000);
    bob.sends("next", "r").left("r", "next");
    both(diary -> diary.at(20_000).matched("r2"));
    assertFound(Kind.ONE_SIDED, ann, bob);
    Fault pause = new Fault.PauseNode(0, Duration.ofSeconds(15));
    assertEquals(List.of(), found(List.of(new Fault.Done(pause, "n1", 1_900, 16_900)), ann, bob));
    assertEquals(
        List.of(Kind.ONE_SIDED),
        found(List.of(new Fault.Done(pause, "n2", 1_900, 16_900)), ann, bob));
  }

  @Test
  void waiter_backFromANodeThatStoodStill_mayBeIdle() {
    meet();
    cid.at(1_000).comes("n3").finds();
    cid.at(16_900).gets("waiting", "", 1_000).drops();
    cid.at(17_300).comes("n1", "idle", "", 2).finds().gets("waiting", "", 17_300);
    Fault pause = new Fault.PauseNode(2, Duration.ofSeconds(15));
    Fault.Done still = new Fault.Done(pause, "n3", 1_100, 16_100);
    assertEquals(List.of(), found(List.of(still), ann, bob, cid));
    assertFound(Kind.LOST_PLACE, ann, bob, cid);
  }
}
