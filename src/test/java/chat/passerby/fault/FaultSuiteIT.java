package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.SteppedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred visitors on three nodes, and everything goes wrong that may, as a seed decides.
 * {@code -Dpasserby.fault.seed=…} plays one plan again.
 */
class FaultSuiteIT {
  private static final int NODES = 3;
  private static final int VISITORS = 200;
  private static final Duration GRACE = Duration.ofSeconds(10);

  @Test
  void visitors_whateverGoesWrong_loseNothing(@TempDir Path folder) {
    long seed = Long.getLong("passerby.fault.seed", new Random().nextLong());
    boolean clocks = SteppedClock.hindrance().isEmpty();
    FaultPlan plan = FaultPlan.of(seed, NODES, 1, FaultPlan.Pace.BRISK, FaultRun.HARDEST, clocks);
    try (FaultRun run = new FaultRun(seed, folder, NODES, GRACE)) {
      run.come(VISITORS, Script.RESTLESS);
      run.play(plan);
      Findings findings = run.verdict();
      System.out.println("Fault suite, seed " + seed + ": " + findings.tally);
      run.assertKept(findings);
      assertTrue(findings.tally.messages > VISITORS, findings.tally::toString);
    }
  }
}
