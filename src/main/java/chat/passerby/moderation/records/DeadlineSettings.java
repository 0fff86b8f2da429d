package chat.passerby.moderation.records;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * By when moderators mean to have decided.
 *
 * @param report after the first report of a case; zero for no time
 * @param appeal after an appeal was filed; zero for no time
 */
public record DeadlineSettings(Duration report, Duration appeal) {
  private static final Duration MOST = Duration.ofDays(365);

  private static final Setting<Duration> REPORT =
      Setting.duration(
          "PASSERBY_REPORT_DEADLINE",
          Duration.ofHours(24),
          Duration.ZERO,
          MOST,
          "within which time a case is to be decided, which moderators see and a metric counts;"
              + " PT0S: there is none");
  private static final Setting<Duration> APPEAL =
      Setting.duration(
          "PASSERBY_APPEAL_DEADLINE",
          Duration.ofDays(7),
          Duration.ZERO,
          MOST,
          "the same for an appeal");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(REPORT, APPEAL);

  public static DeadlineSettings from(Settings settings) {
    return new DeadlineSettings(settings.get(REPORT), settings.get(APPEAL));
  }

  /** By when a case is to be decided. */
  public Optional<Instant> ofCase(Instant opened) {
    return after(opened, report);
  }

  /** By when an appeal is to be decided. */
  public Optional<Instant> ofAppeal(Instant filed) {
    return after(filed, appeal);
  }

  private static Optional<Instant> after(Instant begin, Duration span) {
    return span.isZero() ? Optional.empty() : Optional.of(begin.plus(span));
  }
}
