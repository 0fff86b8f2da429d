package chat.passerby.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Setting<Integer> PORT =
      Setting.integer("PASSERBY_PORT", 8080, 0, 65535, "where it listens");
  private static final Setting<Integer> MANAGEMENT_PORT =
      Setting.integer("PASSERBY_MANAGEMENT_PORT", 8081, 0, 65535, "where its health is");
  private static final Setting<Optional<Secret>> KEY =
      Setting.secret("PASSERBY_JWT_SECRET", "signs tokens").fallbackText("made once");
  private static final List<Setting<?>> ALL = List.of(PORT, MANAGEMENT_PORT, KEY);

  @Test
  void get_nothingGiven_isTheDefault() {
    assertEquals(8080, Settings.of(Map.of()).get(PORT));
  }

  @Test
  void get_fromAMapThatChangesLater_isWhatItWas() {
    Map<String, String> values = new HashMap<>(Map.of("PASSERBY_PORT", "1"));
    Settings settings = Settings.of(values);
    values.put("PASSERBY_PORT", "2");
    assertEquals(1, settings.get(PORT));
  }

  @Test
  void check_everythingRight_passes() {
    Settings settings =
        Settings.of(Map.of("PASSERBY_PORT", "1", "PASSERBY_JWT_SECRET", "0123456789abcdef"));
    assertDoesNotThrow(() -> settings.check(ALL));
  }

  @ParameterizedTest
  @CsvSource({
    "PASSERBY_PROT, PASSERBY_PORT",
    "PASSERBY_PORTS, PASSERBY_PORT",
    "PASERBY_PORT, PASSERBY_PORT",
    "PASSERBY_MANAGMENT_PRT, PASSERBY_MANAGEMENT_PORT",
    "passerby_port, PASSERBY_PORT",
    "passerby.management-port, PASSERBY_MANAGEMENT_PORT",
    "PORT, PASSERBY_PORT",
    "jwt.secret, PASSERBY_JWT_SECRET",
  })
  void check_unknownNameCloseToAKnownOne_suggestsIt(String written, String meant) {
    assertEquals(
        written + " is not a setting: did you mean " + meant + "?", refusal(Map.of(written, "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PASSERBY_COLOUR", "HOME", "PASSERBY_"})
  void check_unknownNameCloseToNone_isNamedWithoutASuggestion(String written) {
    assertEquals(
        written + " is not a setting: remove it, or look its name up in src/docs/settings.md.",
        refusal(Map.of(written, "1")));
  }

  @Test
  void check_severalMistakes_tellsEachOnALineAndNoSecret() {
    String refusal =
        refusal(
            Map.of(
                "PASSERBY_PORT", "many",
                "PASSERBY_MANAGEMENT_PORT", "8081",
                "PASSERBY_JWT_SECRET", "hunter2",
                "PASSERBY_GRCE", "PT5S"));
    assertEquals(
        """
        PASSERBY_GRCE is not a setting: remove it, or look its name up in src/docs/settings.md.
        PASSERBY_JWT_SECRET has a value that does not fit: it must be at least 16 bytes long, \
        such as `openssl rand -hex 32` prints.
        PASSERBY_PORT is "many": it must be a whole number from 0 to 65535, such as 8080.\
        """,
        refusal);
  }

  @Test
  void check_oneSettingUsedByTwoFeatures_passes() {
    assertDoesNotThrow(() -> Settings.of(Map.of()).check(List.of(PORT, PORT)));
  }

  @Test
  void check_oneNameDeclaredByTwoFeatures_isRefused() {
    Setting<String> other = Setting.text("PASSERBY_PORT", "", "another port");
    assertThrows(
        IllegalArgumentException.class, () -> Settings.of(Map.of()).check(List.of(PORT, other)));
  }

  @Test
  void settings_printed_showNoValue() {
    String printed = Settings.of(Map.of("PASSERBY_JWT_SECRET", "hunter2")).toString();
    assertFalse(printed.contains("hunter2"), printed);
  }

  @Test
  void table_ofSettings_hasARowForEachInTheirOrder() {
    assertEquals(
        """
        | setting | default | meaning |
        | --- | --- | --- |
        | `PASSERBY_PORT` | 8080 | where it listens |
        | `PASSERBY_JWT_SECRET` | made once | signs tokens |\
        """,
        SettingsTable.markdown(List.of(PORT, KEY, PORT)));
  }

  private static String refusal(Map<String, String> values) {
    return String.valueOf(
        assertThrows(SettingsException.class, () -> Settings.of(values).check(ALL)).getMessage());
  }
}
