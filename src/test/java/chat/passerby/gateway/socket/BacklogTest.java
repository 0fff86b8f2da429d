package chat.passerby.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final int FRAME = Backlog.FRAME_BYTES;

  private final HeldBytes node = new HeldBytes(40_000);
  private final Backlog backlog = new Backlog(1_000 + 3 * FRAME, node);

  @Test
  void frames_upToTheLimit_areWithin() {
    assertTrue(backlog.add(600));
    assertTrue(backlog.add(400));
    assertFalse(backlog.add(1 + FRAME));
  }

  @Test
  void frames_written_makePlace() {
    assertTrue(backlog.add(900));
    backlog.remove(900);
    assertTrue(backlog.add(1_000));
  }

  @Test
  void framesOfNoLength_countToo() {
    int taken = 0;
    while (backlog.add(0)) {
      taken++;
    }
    assertEquals((1_000 + 3 * FRAME) / FRAME, taken);
  }

  @Test
  void littleThatIsOnItsWay_doesNotCountForTheNode() {
    assertTrue(new Backlog(100_000, node).add(Backlog.FREE_BYTES - FRAME));
    assertEquals(0, node.held());
  }

  @Test
  void muchThatIsOnItsWay_countsForTheNodeUntilAllOfItIsWritten() {
    Backlog large = new Backlog(100_000, node);
    assertTrue(large.add(10_000));
    assertTrue(large.add(10_000));
    assertTrue(node.held() >= 20_000 - Backlog.FREE_BYTES);
    large.remove(10_000);
    large.remove(10_000);
    assertEquals(0, node.held());
  }

  @Test
  void clients_togetherOverTheLimitOfTheNode_areRefusedMore() {
    Backlog one = new Backlog(100_000, node);
    Backlog other = new Backlog(100_000, node);
    assertTrue(one.add(30_000));
    assertFalse(other.add(30_000));
    one.remove(30_000);
    assertTrue(other.add(30_000));
  }
}
