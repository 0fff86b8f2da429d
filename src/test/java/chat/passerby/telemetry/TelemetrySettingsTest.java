package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySettingsTest {
  @Test
  void telemetrySettings_nothingGiven_areTheDefaults() {
    assertEquals(
        new TelemetrySettings(8081, LogLevel.INFO, LogFormat.TEXT),
        TelemetrySettings.from(Settings.of(Map.of())));
  }

  @Test
  void telemetrySettings_given_areKnownAndRead() {
    Settings settings =
        Settings.of(
            Map.of(
                "PASSERBY_MANAGEMENT_PORT", "0",
                "PASSERBY_LOG", "debug",
                "PASSERBY_LOG_FORMAT", "json"));
    assertDoesNotThrow(() -> settings.check(TelemetrySettings.ALL));
    assertEquals(
        new TelemetrySettings(0, LogLevel.DEBUG, LogFormat.JSON), TelemetrySettings.from(settings));
  }
}
