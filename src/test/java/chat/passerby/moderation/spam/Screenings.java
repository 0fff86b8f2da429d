package chat.passerby.moderation.spam;

import chat.passerby.moderation.spam.SpamSettings.Openers;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;

/** What tests of other things than spam need of it. */
public final class Screenings {
  private Screenings() {}

  /** Lets everything pass. */
  public static Screening none() {
    SpamMeters meters = new SpamMeters(new Meters(new SimpleMeterRegistry()));
    return new Screening(
        new WordRuleBook(Optional.empty(), meters),
        Openers.OFF,
        new OpenerSketcher(Secret.of("a secret that only tests know")),
        meters,
        Set.of());
  }
}
