package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.session.AddressTag;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountLoginScriptTest extends StaffFixture {
  private static final Duration HOURS = Duration.ofHours(8);

  CountLoginScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void attempts_ofOneName_areCountedWhereverTheyComeFrom() {
    CountLoginScript two = script(2, 0);
    assertEquals(Optional.empty(), get(two.run(ANN, HERE)));
    assertEquals(Optional.empty(), get(two.run(ANN, THERE)));
    assertWaits(get(two.run(ANN, HERE)));
    assertEquals(Optional.empty(), get(two.run(BOB, HERE)));
    assertExpires(StaffKeys.attempts(ANN), CountLoginScript.WINDOW);
  }

  @Test
  void attempts_ofOneAddress_areCountedWhateverTheName() {
    CountLoginScript two = script(0, 2);
    assertEquals(Optional.empty(), get(two.run(ANN, HERE)));
    assertEquals(Optional.empty(), get(two.run(BOB, HERE)));
    assertWaits(get(two.run(ANN, HERE)));
    assertEquals(Optional.empty(), get(two.run(ANN, THERE)));
    assertExpires(StaffKeys.attempts(HERE), CountLoginScript.WINDOW);
  }

  @Test
  void attempt_thatIsRefused_isNotCounted() {
    CountLoginScript one = script(1, 100);
    get(one.run(ANN, HERE));
    for (int i = 0; i < 3; i++) {
      assertWaits(get(one.run(ANN, HERE)));
    }
    assertEquals("1", String.valueOf(redis.ask(Command.GET, StaffKeys.attempts(HERE))));
  }

  /** Otherwise whoever sends nonsense keeps everybody from using an invitation. */
  @Test
  void attempts_ofNobody_areCountedByAddressOnly() {
    CountLoginScript one = script(1, 0);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), get(one.run(StaffName.NOBODY, new AddressTag("key." + i))));
    }
  }

  private CountLoginScript script(int perName, int perAddress) {
    return new CountLoginScript(
        redis.runner(), new StaffSettings(HOURS, HOURS, perName, perAddress));
  }

  private static void assertWaits(Optional<Duration> wait) {
    Duration longest = CountLoginScript.WINDOW;
    assertTrue(
        wait.isPresent() && wait.get().isPositive() && wait.get().compareTo(longest) <= 0,
        () -> "waits " + wait);
  }
}
