package chat.passerby.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  private enum Role {
    GATEWAY,
    NIGHT_WATCH,
    PAIRING
  }

  private static final Setting<Integer> PORT =
      Setting.integer("PASSERBY_PORT", 8080, 0, 65535, "where it listens");
  private static final Setting<Duration> GRACE =
      Setting.duration(
          "PASSERBY_GRACE",
          Duration.ofSeconds(20),
          Duration.ZERO,
          Duration.ofHours(1),
          "how long an away session may come back");
  private static final Setting<Optional<Secret>> KEY =
      Setting.secret("PASSERBY_KEY", "signs things");
  private static final Setting<Set<Role>> ROLES =
      Setting.choices("PASSERBY_ROLES", Role.class, Set.of(Role.PAIRING, Role.GATEWAY), "roles");

  @ParameterizedTest
  @CsvSource({"0,0", "65535,65535", "' 8081 ',8081"})
  void integer_inRange_isRead(String text, int value) {
    assertEquals(value, read(PORT, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "99999999999", "0x10", "80.0", "eighty"})
  void integer_outOfRangeOrNoNumber_isRefusedWithValueAndExample(String text) {
    assertEquals(
        "PASSERBY_PORT is \""
            + text
            + "\": it must be a whole number from 0 to 65535, such as 8080.",
        refusal(PORT, text));
  }

  @Test
  void integer_withoutUpperBound_saysOrMore() {
    Setting<Integer> limit =
        Setting.integer("PASSERBY_LIMIT", 60, 0, Integer.MAX_VALUE, "per minute");
    assertEquals(
        "PASSERBY_LIMIT is \"-5\": it must be a whole number 0 or more, such as 60.",
        refusal(limit, "-5"));
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0", "PT0.25S,250", "PT1H,3600000"})
  void duration_inRange_isRead(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), read(GRACE, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "20s", "PT1H0.001S", "-PT1S"})
  void duration_outOfRangeOrNoDuration_isRefusedWithValueAndExample(String text) {
    assertEquals(
        "PASSERBY_GRACE is \""
            + text
            + "\": it must be an ISO 8601 duration from PT0S to PT1H, such as PT20S.",
        refusal(GRACE, text));
  }

  @Test
  void text_whateverItIs_isStrippedAndRead() {
    assertEquals("0.0.0.0", read(Setting.text("PASSERBY_HOST", "::", "host"), " 0.0.0.0\n"));
  }

  @Test
  void path_relative_isReadAsItIs() {
    Setting<Path> data = Setting.path("PASSERBY_DATA", Path.of("./data"), "files");
    assertEquals(Path.of("elsewhere/data"), read(data, "elsewhere/data"));
    assertTrue(refusal(data, "a\0b").startsWith("PASSERBY_DATA is \"a?b\": it must be a path"));
  }

  @Test
  void list_withBlanksAndEmptyItems_keepsTheRestInOrder() {
    Setting<List<String>> origins = Setting.list("PASSERBY_ORIGINS", List.of(), "origins");
    assertEquals(List.of("https://b", "https://a"), read(origins, " https://b ,, https://a,"));
  }

  @Test
  void list_thatTheCallerChangesLater_keepsItsDefault() {
    List<String> given = new ArrayList<>(List.of("a"));
    Setting<List<String>> names = Setting.list("PASSERBY_NAMES", given, "names");
    given.add("b");
    assertEquals(List.of("a"), read(names, ""));
  }

  @Test
  void choices_inKebabCase_areReadInTheOrderOfDeclaration() {
    assertEquals(
        List.of(Role.GATEWAY, Role.NIGHT_WATCH), List.copyOf(read(ROLES, "night-watch, gateway")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway,typist", "NIGHT_WATCH", ","})
  void choices_unknownOrNone_areRefusedWithThoseThereAre(String text) {
    assertEquals(
        "PASSERBY_ROLES is \""
            + text
            + "\": it must be one or more of gateway, night-watch, pairing,"
            + " separated by commas.",
        refusal(ROLES, text));
  }

  @Test
  void choice_known_isReadAndAnotherRefused() {
    Setting<Role> role = Setting.choice("PASSERBY_ROLE", Role.class, Role.PAIRING, "role");
    assertEquals(Role.NIGHT_WATCH, read(role, "night-watch"));
    assertEquals(
        "PASSERBY_ROLE is \"x\": it must be one of gateway, night-watch, pairing.",
        refusal(role, "x"));
  }

  @Test
  void secret_longEnough_isReadAsUtf8() {
    assertEquals(Optional.of(Secret.of("sixteen letters!")), read(KEY, " sixteen letters! "));
  }

  @Test
  void secret_tooShort_isRefusedWithoutItsValue() {
    assertEquals(
        "PASSERBY_KEY has a value that does not fit: it must be at least 16 bytes long, such as"
            + " `openssl rand -hex 32` prints.",
        refusal(KEY, "short"));
  }

  @Test
  void refusal_ofAnything_carriesNoCauseThatRepeatsTheValue() {
    SettingsException refusal = assertThrows(SettingsException.class, () -> read(KEY, "short"));
    assertEquals(null, refusal.getCause());
  }

  @Test
  void hidden_ofAnyType_isRefusedWithoutItsValue() {
    String refusal = refusal(PORT.hidden(), "redis://:password@host");
    assertFalse(refusal.contains("password"), refusal);
    assertTrue(refusal.startsWith("PASSERBY_PORT has a value that does not fit"), refusal);
  }

  @Test
  void refusal_ofLongTextWithLineBreaks_staysOneShortLine() {
    String refusal = refusal(PORT, "a\n" + "b".repeat(10_000));
    assertTrue(refusal.length() < 200, refusal);
    assertFalse(refusal.contains("\n"), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blank_forAnySetting_givesTheDefault(String blank) {
    assertEquals(8080, read(PORT, blank));
    assertEquals(Duration.ofSeconds(20), read(GRACE, blank));
    assertEquals(Optional.empty(), read(KEY, blank));
    assertEquals(Set.of(Role.GATEWAY, Role.PAIRING), read(ROLES, blank));
  }

  @Test
  void fallbackText_ofEachType_isWhatAnOperatorWouldWrite() {
    assertEquals("8080", PORT.fallbackText());
    assertEquals("PT20S", GRACE.fallbackText());
    assertEquals("none", KEY.fallbackText());
    assertEquals("gateway,pairing", ROLES.fallbackText());
    assertEquals("none", Setting.list("PASSERBY_X", List.of(), "x").fallbackText());
    assertEquals("same host", KEY.fallbackText("same host").fallbackText());
  }

  @Test
  void fallbackText_given_leavesAHiddenValueHidden() {
    assertFalse(refusal(PORT.hidden().fallbackText("any"), "s3cret").contains("s3cret"));
  }

  @Test
  void declaration_withAnotherKindOfName_isRefused() {
    for (String name : List.of("PORT", "PASSERBY_port", "PASSERBY_", "PASSERBY_A__B")) {
      assertThrows(IllegalArgumentException.class, () -> Setting.text(name, "", "meaning"), name);
    }
  }

  @Test
  void declaration_withADefaultOutOfRange_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Setting.integer("PASSERBY_N", 11, 0, 10, "n"));
  }

  private static <T> T read(Setting<T> setting, String text) {
    return Settings.of(Map.of(setting.name(), text)).get(setting);
  }

  private static String refusal(Setting<?> setting, String text) {
    return String.valueOf(
        assertThrows(SettingsException.class, () -> read(setting, text)).getMessage());
  }
}
