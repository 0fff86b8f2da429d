package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quicktheories.generators.Generate;

/** What we need of QuickTheories 0.26: seeds replay, and what makes a property false shrinks. */
class GensTest {
  @Test
  void property_withTheSameSeed_getsTheSameInputs() {
    assertEquals(inputs(42), inputs(42));
    assertTrue(!inputs(42).equals(inputs(43)));
  }

  @Test
  void property_thatIsFalse_isToldWithASmallInputAndItsSeed() {
    AssertionError told =
        assertThrows(
            AssertionError.class,
            () ->
                qt().withFixedSeed(42)
                    .forAll(Gens.lists(Generate.range(0, 1_000), 0, 50))
                    .checkAssert(list -> assertTrue(list.stream().noneMatch(each -> each > 99))));
    assertTrue(String.valueOf(told.getMessage()).contains("Seed was 42"), told.getMessage());
    assertTrue(
        String.valueOf(told.getMessage())
            .lines()
            .anyMatch(line -> line.matches("\\[(0, ){0,3}100(, 0){0,3}]")),
        told.getMessage());
  }

  private static List<List<Integer>> inputs(long seed) {
    List<List<Integer>> seen = new ArrayList<>();
    qt().withFixedSeed(seed)
        .withExamples(20)
        .forAll(Gens.lists(Generate.range(0, 1_000), 0, 50))
        .checkAssert(seen::add);
    return seen;
  }
}
