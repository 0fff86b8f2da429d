package chat.passerby.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Numbers for constants, whatever their order. */
class StableCodesTest {
  private enum Fruit {
    APPLE,
    PEAR
  }

  @Test
  void codes_ofEachConstant_leadBackToIt() {
    StableCodes<Fruit> codes = StableCodes.of(Fruit.class, fruit -> fruit == Fruit.PEAR ? 3 : 9);
    assertEquals(9, codes.of(Fruit.APPLE));
    assertEquals(Fruit.PEAR, codes.constant(3));
  }

  @Test
  void code_ofNoConstant_isRefused() {
    StableCodes<Fruit> codes = StableCodes.of(Fruit.class, fruit -> fruit == Fruit.PEAR ? 3 : 9);
    assertThrows(IllegalArgumentException.class, () -> codes.constant(0));
    assertThrows(IllegalArgumentException.class, () -> codes.constant(-1));
  }

  @Test
  void codes_thatTwoShare_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> StableCodes.of(Fruit.class, fruit -> 1));
  }

  @Test
  void codes_thatNoByteHolds_areRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StableCodes.of(Fruit.class, fruit -> fruit == Fruit.PEAR ? 0 : 128));
  }
}
