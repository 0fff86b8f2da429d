package chat.passerby.telemetry;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * What may be set here.
 *
 * @param managementPort where health and metrics are served; 0 is any free port
 * @param logLevel how much is logged
 */
public record TelemetrySettings(int managementPort, LogLevel logLevel) {
  private static final Setting<Integer> MANAGEMENT_PORT =
      Setting.integer(
          "PASSERBY_MANAGEMENT_PORT", 8081, 0, 65535, "health and metrics; 0 is any free port");
  private static final Setting<LogLevel> LOG =
      Setting.choice(
          "PASSERBY_LOG",
          LogLevel.class,
          LogLevel.INFO,
          "how much is logged: `error`, `warn`, `info`, `debug` or `trace`");

  /** All settings of this package. */
  public static final List<Setting<?>> ALL = List.of(MANAGEMENT_PORT, LOG);

  /** What {@code settings} say. */
  public static TelemetrySettings from(Settings settings) {
    return new TelemetrySettings(settings.get(MANAGEMENT_PORT), settings.get(LOG));
  }
}
