package chat.passerby.telemetry;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import java.util.List;

/**
 * What may be set here.
 *
 * @param managementPort where health and metrics are served; 0 is any free port
 * @param logLevel how much is logged
 * @param logFormat what a line of the log looks like
 */
public record TelemetrySettings(int managementPort, LogLevel logLevel, LogFormat logFormat) {
  private static final Setting<Integer> MANAGEMENT_PORT =
      Setting.integer(
          "PASSERBY_MANAGEMENT_PORT", 8081, 0, 65535, "health and metrics; 0 is any free port");
  private static final Setting<LogLevel> LOG =
      Setting.choice(
          "PASSERBY_LOG",
          LogLevel.class,
          LogLevel.INFO,
          "how much is logged: `error`, `warn`, `info`, `debug` or `trace`");

  private static final Setting<LogFormat> LOG_FORMAT =
      Setting.choice(
          "PASSERBY_LOG_FORMAT",
          LogFormat.class,
          LogFormat.TEXT,
          "what a line of the log looks like: `text` for people, `json` for machines");

  /** All settings of this package. */
  public static final List<Setting<?>> ALL = List.of(MANAGEMENT_PORT, LOG, LOG_FORMAT);

  /** What {@code settings} say. */
  public static TelemetrySettings from(Settings settings) {
    return new TelemetrySettings(
        settings.get(MANAGEMENT_PORT), settings.get(LOG), settings.get(LOG_FORMAT));
  }
}
