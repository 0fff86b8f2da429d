package chat.passerby.gateway.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.gateway.proof.ProofSettings.Mode;
import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.time.MovableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofDemandTest {
  private static final int NUMBER = 1_000;

  private final MovableClock clock = new MovableClock();
  private final ShieldBook shield = new ShieldBook();

  @Test
  void address_thatOpensFew_isAskedForNothing() throws UnknownHostException {
    ProofDemand demand = demand(Mode.ADAPTIVE, 1_000);
    open(demand, 1, 2);
    assertEquals(0, demand.of(address(1)));
  }

  @Test
  void address_thatOpensMany_isAskedForMoreAndMore() throws UnknownHostException {
    ProofDemand demand = demand(Mode.ADAPTIVE, 1_000);
    open(demand, 1, 3);
    assertEquals(NUMBER, demand.of(address(1)));
    assertEquals(0, demand.of(address(2)));
    open(demand, 1, 9);
    assertEquals(4 * NUMBER, demand.of(address(1)));
  }

  @Test
  void address_thatIsQuietAgain_isForgotten() throws UnknownHostException {
    ProofDemand demand = demand(Mode.ADAPTIVE, 1_000);
    open(demand, 1, 12);
    clock.advance(Duration.ofMinutes(10));
    demand.sweep();
    assertEquals(0, demand.of(address(1)));
  }

  @Test
  void everybody_whileTheNodeIsRushed_isAsked() throws UnknownHostException {
    ProofDemand demand = demand(Mode.ADAPTIVE, 5);
    for (int i = 1; i <= 10; i++) {
      open(demand, i, 1);
    }
    assertEquals(NUMBER, demand.of(address(99)));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(0, demand.of(address(99)));
  }

  @Test
  void everybody_whereItIsAlwaysOn_isAsked() throws UnknownHostException {
    ProofDemand demand = demand(Mode.ON, 1_000);
    assertEquals(NUMBER, demand.of(address(1)));
    open(demand, 1, 12);
    assertEquals(4 * NUMBER, demand.of(address(1)));
  }

  @Test
  void everybody_whileTheShieldAsksForIt_isAskedWhateverTheSettingsSay()
      throws UnknownHostException {
    ProofDemand off = demand(Mode.OFF, 1_000);
    ProofDemand adaptive = demand(Mode.ADAPTIVE, 1_000);
    assertEquals(0, off.of(address(1)));
    Instant end = clock.instant().plusSeconds(60);
    raise(ShieldMeasure.TEXT_ONLY, end);
    assertEquals(0, off.of(address(1)));
    raise(ShieldMeasure.PROOF_OF_WORK, end);
    assertEquals(NUMBER, off.of(address(1)));
    assertEquals(NUMBER, adaptive.of(address(1)));
    open(off, 1, 12);
    assertEquals(4 * NUMBER, off.of(address(1)));
    clock.advance(Duration.ofSeconds(60));
    assertEquals(0, off.of(address(1)));
  }

  private void raise(ShieldMeasure measure, Instant end) {
    shield.raised(new Shield(Set.of(measure), "mia", "A raid.", end.minusSeconds(60), end), end);
  }

  private ProofDemand demand(Mode mode, int freePerSecond) {
    return new ProofDemand(new ProofSettings(mode, NUMBER, 3, freePerSecond), clock, shield);
  }

  private static void open(ProofDemand demand, int who, int times) throws UnknownHostException {
    for (int i = 0; i < times; i++) {
      demand.opened(address(who));
    }
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
  }
}
