package chat.passerby.moderation.spam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.spam.SpamSettings.Openers;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreeningTest {
  private static final String OFFERED = "What's the best thing you cooked this week?";

  @Test
  void opener_thatThePageOffers_isComparedWithNone() {
    SpamMeters meters = new SpamMeters(new Meters(new SimpleMeterRegistry()));
    Screening screening =
        new Screening(
            new WordRuleBook(Optional.empty(), meters),
            Openers.LIVE,
            new OpenerSketcher(Secret.of("a secret that only tests know")),
            meters,
            Set.of(OFFERED));
    assertEquals(Optional.empty(), screening.opener(OFFERED, 0));
    assertEquals(true, screening.opener(OFFERED + " Tell me on another site.", 0).isPresent());
  }
}
