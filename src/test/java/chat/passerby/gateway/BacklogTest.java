package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog(1_000);

  @Test
  void frames_upToTheLimit_areWithin() {
    assertTrue(backlog.add(600));
    assertTrue(backlog.add(400));
    assertFalse(backlog.add(1));
  }

  @Test
  void frames_written_makePlace() {
    backlog.add(900);
    backlog.remove(900);
    assertTrue(backlog.add(1_000));
  }

  @Test
  void pongs_whileTheSocketTakesNothing_countWithTheFrames() {
    backlog.add(800);
    assertTrue(backlog.pong(98, true));
    assertTrue(backlog.pong(98, true));
    assertFalse(backlog.pong(98, true));
    assertFalse(backlog.add(1));
  }

  @Test
  void pongs_whileTheSocketTakesThem_doNotCount() {
    backlog.pong(98, true);
    for (int i = 0; i < 100; i++) {
      assertTrue(backlog.pong(98, false));
    }
    assertTrue(backlog.add(1_000));
  }
}
