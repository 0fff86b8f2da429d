package chat.passerby.visit;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes, in whatever order: a visit throws nothing, and what its visitor is told keeps I1,
 * I3 and I5 of {@code src/docs/testing.md}.
 *
 * <p>{@code -Dpasserby.seed=…} plays one sequence again, {@code -Dpasserby.plans=…} that many new
 * ones. What fails is shortened before it is shown.
 */
class VisitPropertyTest {
  private static final int PLANS = 3_000;
  private static final int LENGTH = 80;

  @Test
  void inputs_inAnyOrder_keepTheInvariants() {
    seeds()
        .forEach(
            seed -> {
              List<Long> steps = new Random(seed).longs(LENGTH).boxed().toList();
              RandomVisit.play(steps)
                  .ifPresent(wrong -> fail("-Dpasserby.seed=" + seed + ": " + tale(steps)));
            });
  }

  private static LongStream seeds() {
    @Nullable Long one = Long.getLong("passerby.seed");
    return one != null
        ? LongStream.of(one)
        : new Random().longs(Integer.getInteger("passerby.plans", PLANS));
  }

  /** The shortest sequence found that goes wrong as well, and how. */
  private static String tale(List<Long> steps) {
    List<Long> shortest = new ArrayList<>(steps);
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int i = shortest.size() - 1; i >= 0; i--) {
        List<Long> less = new ArrayList<>(shortest);
        less.remove(i);
        if (RandomVisit.play(less).isPresent()) {
          shortest = less;
          shorter = true;
        }
      }
    }
    Optional<String> wrong = RandomVisit.play(shortest);
    return wrong.orElseThrow();
  }
}
