package chat.passerby.matchmaking;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole engine against whatever may happen to it: random visitors on several nodes, random
 * faults, and then the question whether anything was promised that was not kept.
 *
 * <p>{@code -Dpasserby.seed=…} plays one plan again, {@code -Dpasserby.plans=…} that many new ones.
 */
class EngineModelTest {
  private static final int PLANS = 13;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> engine_withVisitorsAndFaultsOfASeed_keepsItsInvariants() {
    return seeds().mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> play(seed)));
  }

  private static LongStream seeds() {
    @Nullable Long one = Long.getLong("passerby.seed");
    return one != null
        ? LongStream.of(one)
        : new Random().longs(Integer.getInteger("passerby.plans", PLANS));
  }

  private void play(long seed) throws IOException {
    EnginePlan plan = EnginePlan.of(seed);
    try (EngineRun run = new EngineRun(plan, Files.createTempDirectory(folder, "plan"))) {
      try {
        int rooms = run.play();
        assertTrue(rooms > 3, () -> rooms + " rooms only");
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dpasserby.seed="
                + seed
                + (plan.stormy() ? ", Redis went away: " : ": ")
                + e.getMessage()
                + run.tale(),
            e);
      }
    }
  }
}
