package chat.passerby.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcquaintancesTest {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final DeviceId BEN = new DeviceId("ben");
  private static final Instant EARLY = Instant.ofEpochMilli(1_000);
  private static final Instant LATE = Instant.ofEpochMilli(2_000);

  @Test
  void partner_metTwice_countsFromTheLaterChatInWhateverOrder() {
    assertEquals(Map.of(ANNA, LATE), Acquaintances.NONE.met(ANNA, EARLY).met(ANNA, LATE).recent());
    assertEquals(Map.of(ANNA, LATE), Acquaintances.NONE.met(ANNA, LATE).met(ANNA, EARLY).recent());
  }

  @Test
  void partners_tooMany_leaveTheNewest() {
    Acquaintances known = Acquaintances.NONE;
    for (int i = 0; i <= Acquaintances.MAX_RECENT; i++) {
      known = known.met(new DeviceId("device" + i), Instant.ofEpochMilli(i));
    }
    assertEquals(Acquaintances.MAX_RECENT, known.recent().size());
    assertFalse(known.recent().containsKey(new DeviceId("device0")));
  }

  @Test
  void two_together_areEverybodyAndTheSecondsPool() {
    Acquaintances one =
        new Acquaintances(Set.of(ANNA), Map.of(ANNA, LATE), Optional.of("left by now"));
    Acquaintances other = new Acquaintances(Set.of(BEN), Map.of(ANNA, EARLY), Optional.of("new"));
    assertEquals(
        new Acquaintances(Set.of(ANNA, BEN), Map.of(ANNA, LATE), Optional.of("new")),
        one.and(other));
  }

  @Test
  void report_ofEither_isKept() {
    Acquaintances reporter = new Acquaintances(Set.of(), Map.of(), Optional.empty(), true);
    assertTrue(Acquaintances.NONE.and(reporter).hasReported());
    assertTrue(reporter.and(Acquaintances.NONE).hasReported());
    assertTrue(reporter.met(ANNA, LATE).block(BEN).unblock(BEN).endedAfter(LATE).hasReported());
    assertFalse(Acquaintances.NONE.and(Acquaintances.NONE).hasReported());
  }

  @Test
  void chats_endedThenOrBefore_areForgotten() {
    Acquaintances known = Acquaintances.NONE.met(ANNA, EARLY).met(BEN, LATE).block(ANNA);
    assertEquals(Map.of(BEN, LATE), known.endedAfter(EARLY).recent());
    assertTrue(known.endedAfter(LATE).blocked().contains(ANNA));
  }

  @Test
  void block_takenBack_isNone() {
    assertEquals(Set.of(BEN), Acquaintances.NONE.block(ANNA).block(BEN).unblock(ANNA).blocked());
  }
}
