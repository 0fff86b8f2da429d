package chat.passerby.visit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.CloseCode;
import org.junit.jupiter.api.Test;

class PartingTest {
  @Test
  void client_thatClosesNormally_partsForGood() {
    assertEquals(Parting.FOR_GOOD, Parting.of(1000));
    // A page that is loaded again, and a bare close() without a code.
    assertEquals(Parting.AWAY, Parting.of(1001));
    assertEquals(Parting.AWAY, Parting.of(-1));
  }

  @Test
  void server_partsByWhetherTheClientIsToComeBack() {
    assertEquals(Parting.AWAY, Parting.of(CloseCode.INTERNAL));
    assertEquals(Parting.FOR_GOOD, Parting.of(CloseCode.BAD_TOKEN));
    assertEquals(Parting.HANDED_OVER, Parting.of(CloseCode.REPLACED));
  }
}
