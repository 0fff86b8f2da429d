package chat.passerby.moderation.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final double CLOSE = 1e-9;

  /** Cohen's own way to reckon, by hand: 35 of 50 alike, 25 expected by chance. */
  @Test
  void kappa_isWhatIsLeftWhenChanceIsTakenOut() {
    Agreement its =
        new Agreement(
            Map.of(
                "spam:spam", 20L,
                "spam:dismissed", 5L,
                "dismissed:spam", 10L,
                "dismissed:dismissed", 15L));
    assertEquals(50, its.count());
    assertEquals(0.7, its.share().orElseThrow(), CLOSE);
    assertEquals(0.4, its.kappa().orElseThrow(), CLOSE);
  }

  @Test
  void kappa_ofTwoWhoDecideAlike_isOne_andOfTwoWhoNeverDo_isLessThanNothing() {
    assertEquals(
        1, new Agreement(Map.of("spam:spam", 3L, "other:other", 1L)).kappa().orElseThrow(), CLOSE);
    assertEquals(
        -1, new Agreement(Map.of("spam:other", 2L, "other:spam", 2L)).kappa().orElseThrow(), CLOSE);
  }

  @Test
  void kappa_ofNothing_orOfOneAnswerOnly_isUnknown() {
    assertTrue(new Agreement(Map.of()).kappa().isEmpty());
    assertTrue(new Agreement(Map.of()).share().isEmpty());
    assertTrue(new Agreement(Map.of("spam:spam", 9L)).kappa().isEmpty());
  }
}
