package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.NeighboursFixture;
import chat.passerby.redis.Eventually;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a node that is no gateway serves on when it is told to end. */
class DrainTest {
  private final Vertx vertx = Vertx.vertx();
  private final NeighboursFixture nodes = new NeighboursFixture();

  @AfterEach
  void end() {
    Eventually.get(vertx.close());
  }

  /** A proxy asks each second whether it is ready, and sends moderators there until then. */
  @Test
  void nodeForModerators_whileThereAreGateways_servesOn() {
    nodes.beat();
    assertFalse(endsAtOnce(Duration.ofMinutes(10)));
  }

  @Test
  void nodeForModerators_whichIsAloneOrHasNoTime_endsAtOnce() {
    assertTrue(endsAtOnce(Duration.ofMinutes(10)));
    nodes.beat();
    assertTrue(endsAtOnce(Duration.ZERO));
  }

  @Test
  void notice_isForThoseWhomSomebodyConnectsTo() {
    for (String role : List.of("gateway", "moderation", "moderation,pairing")) {
      assertEquals(Duration.ofSeconds(5), notice(role), role);
    }
    assertEquals(Duration.ZERO, notice("pairing"));
  }

  /** Whether the notice is over at once. */
  private boolean endsAtOnce(Duration notice) {
    DrainProgress progress = new DrainProgress(new Meters(new SimpleMeterRegistry()));
    return new Drain(vertx, List.of(), nodes.neighbours(), notice, Duration.ZERO, progress)
        .notice()
        .isComplete();
  }

  private static Duration notice(String roles) {
    return NodeSettings.from(Settings.of(Map.of("PASSERBY_ROLES", roles))).drainNotice();
  }
}
