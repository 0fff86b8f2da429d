package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  private static final Path DOCUMENT = Path.of("src/docs/settings.md");
  private static final String BEGIN = "<!-- settings -->";
  private static final String END = "<!-- /settings -->";

  @Test
  void document_showsEverySettingAsItIs() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    assertTrue(begin >= 0 && end > begin, DOCUMENT + " has no " + BEGIN + " and " + END);
    String table = SettingsTable.markdown(NodeSettings.ALL);
    assertEquals(
        table,
        document.substring(begin + BEGIN.length(), end).strip(),
        () -> "The table between " + BEGIN + " and " + END + " should be:\n\n" + table + "\n\n");
  }

  @Test
  void settings_none_areTheDefaults() {
    NodeSettings settings = NodeSettings.from(Settings.of(Map.of()));
    assertEquals(EnumSet.of(Role.GATEWAY, Role.PAIRING, Role.MODERATION), settings.roles());
    assertEquals(8080, settings.gateway().port());
  }

  /** Synthetic visitors must be where nobody else can be. */
  @Test
  void prober_withoutAnAddressOrAPoolOfItsOwn_isRefused() {
    String site = "https://chat.example.org";
    assertRefused(Map.of("PASSERBY_ROLES", "prober"), "PASSERBY_PROBE_URL must be set");
    assertRefused(
        Map.of("PASSERBY_ROLES", "prober", "PASSERBY_PROBE_URL", site),
        "PASSERBY_POOLS must have probe");
    assertRefused(Map.of("PASSERBY_PROBE_URL", site + "/path"), "PASSERBY_PROBE_URL");
    for (String pools : List.of("probe,restricted", "default,probe")) {
      assertRefused(Map.of("PASSERBY_POOLS", pools), "put it neither first nor last");
    }
    NodeSettings.from(
        Settings.of(
            Map.of(
                "PASSERBY_ROLES",
                "prober",
                "PASSERBY_PROBE_URL",
                site,
                "PASSERBY_POOLS",
                "default,probe,restricted")));
  }

  private static void assertRefused(Map<String, String> values, String why) {
    SettingsException e =
        assertThrows(SettingsException.class, () -> NodeSettings.from(Settings.of(values)));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e::getMessage);
  }

  @Test
  void settings_each_isReadWithoutAnother() {
    List<String> names = NodeSettings.ALL.stream().map(Setting::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
    names.forEach(name -> assertTrue(name.matches("PASSERBY(_[A-Z]+)+"), name));
  }

  @Test
  void secrets_printAsRedacted() {
    String secret = "hush-hush-hush-hush-hush-hush-hush";
    String password = "pass-word-pass-word";
    NodeSettings settings =
        NodeSettings.from(
            Settings.of(
                Map.of(
                    "PASSERBY_JWT_SECRET", secret,
                    "PASSERBY_ADDRESS_SECRET", secret,
                    "PASSERBY_TURN_SECRET", secret,
                    "PASSERBY_TURN_URIS", "turn:turn.example.org:3478",
                    "PASSERBY_REDIS_URI", "redis://:" + password + "@redis.example.org:6379")));
    String printed = settings.toString();
    assertFalse(printed.contains(secret), printed);
    assertFalse(printed.contains(password), printed);
    assertTrue(printed.contains("[redacted]"), printed);
    assertTrue(printed.contains("redis.example.org"), printed);
  }

  @Test
  void setting_unknown_isRefusedAndTheNearestNamed() {
    assertEquals(
        "PASSERBY_PROT is not a setting: did you mean PASSERBY_PORT?",
        refusal(Map.of("PASSERBY_PROT", "8080")));
    assertEquals(
        "PASSERBY_JWT_SECRETS is not a setting: did you mean PASSERBY_JWT_SECRET?",
        refusal(Map.of("PASSERBY_JWT_SECRETS", "whatever")));
  }

  @Test
  void redisUri_wrong_isRefusedWithTheReasonAndNotRepeated() {
    assertEquals(
        "PASSERBY_REDIS_URI has a value that does not fit: the path of this Redis URI is the name"
            + " of the master: redis+sentinel://host:26379,host:26379/master-name.",
        refusal(Map.of("PASSERBY_REDIS_URI", "redis+sentinel://:hush@one,two")));
  }

  /** Chromium 147: "Both username and credential are required when the URL scheme is turn". */
  @Test
  void turnServer_withoutItsSecret_isRefused() {
    assertEquals(
        "PASSERBY_TURN_URIS names \"turn:turn.example.org\", which no browser uses without"
            + " credentials: set PASSERBY_TURN_SECRET to that server's static-auth-secret.",
        refusal(Map.of("PASSERBY_TURN_URIS", "stun:stun.example.org, turn:turn.example.org")));
  }

  @Test
  void stunServers_needNoSecret() {
    NodeSettings settings =
        NodeSettings.from(Settings.of(Map.of("PASSERBY_TURN_URIS", "stun:stun.example.org")));
    assertEquals(1, settings.gateway().turnUris().size());
    assertFalse(settings.gateway().hasIdleTurnSecret());
  }

  @Test
  void turnSecret_withoutATurnServer_isToldOf() {
    Map<String, String> values =
        Map.of(
            "PASSERBY_TURN_URIS", "stun:stun.example.org",
            "PASSERBY_TURN_SECRET", "hush-hush-hush-hush");
    assertTrue(NodeSettings.from(Settings.of(values)).gateway().hasIdleTurnSecret());
  }

  @Test
  void turnUri_wrong_isRefusedWithTheEntryAndTheReason() {
    String refusal =
        refusal(
            Map.of(
                "PASSERBY_TURN_URIS", "turn:one.example.org,turn://two.example.org",
                "PASSERBY_TURN_SECRET", "hush-hush-hush-hush"));
    assertTrue(refusal.startsWith("PASSERBY_TURN_URIS"), refusal);
    assertTrue(refusal.contains("\"turn://two.example.org\" has a slash"), refusal);
  }

  @Test
  void ports_thatAreOne_areRefusedUnlessTheyAreFree() {
    String refusal = refusal(Map.of("PASSERBY_MANAGEMENT_PORT", "8080"));
    assertTrue(refusal.contains("PASSERBY_PORT and PASSERBY_MANAGEMENT_PORT"), refusal);
    NodeSettings free =
        NodeSettings.from(
            Settings.of(Map.of("PASSERBY_PORT", "0", "PASSERBY_MANAGEMENT_PORT", "0")));
    assertEquals(free.gateway().port(), free.telemetry().managementPort());
    NodeSettings withoutVisitors =
        NodeSettings.from(
            Settings.of(Map.of("PASSERBY_ROLES", "pairing", "PASSERBY_MANAGEMENT_PORT", "8080")));
    assertEquals(8080, withoutVisitors.telemetry().managementPort());
  }

  @Test
  void port_ofLinks_isOneOfItsOwnUnlessThereAreNone() {
    String visitors = refusal(Map.of("PASSERBY_LINK_PORT", "8080"));
    assertTrue(visitors.contains("PASSERBY_PORT and PASSERBY_LINK_PORT"), visitors);
    String management = refusal(Map.of("PASSERBY_LINK_PORT", "8081"));
    assertTrue(management.contains("PASSERBY_MANAGEMENT_PORT and PASSERBY_LINK_PORT"), management);
    NodeSettings off =
        NodeSettings.from(
            Settings.of(Map.of("PASSERBY_LINK_PORT", "8080", "PASSERBY_LINK_HOST", "none")));
    assertEquals(8080, off.links().port());
    NodeSettings pairing =
        NodeSettings.from(
            Settings.of(Map.of("PASSERBY_LINK_PORT", "8081", "PASSERBY_ROLES", "pairing")));
    assertEquals(8081, pairing.links().port());
  }

  @Test
  void settings_wrong_areAllNamedAtOnce() {
    String refusal =
        refusal(
            Map.of(
                "PASSERBY_PORT", "many",
                "PASSERBY_GRACE", "soon",
                "PASSERBY_ROLES", "gateway,dancer"));
    for (String name : List.of("PASSERBY_PORT", "PASSERBY_GRACE", "PASSERBY_ROLES")) {
      assertTrue(refusal.contains(name), refusal);
    }
  }

  @Test
  void secret_tooShort_isRefusedWithoutBeingRepeated() {
    String refusal = refusal(Map.of("PASSERBY_JWT_SECRET", "hush"));
    assertTrue(refusal.contains("PASSERBY_JWT_SECRET"), refusal);
    assertFalse(refusal.contains("hush"), refusal);
  }

  private static String refusal(Map<String, String> values) {
    SettingsException refusal =
        assertThrows(SettingsException.class, () -> NodeSettings.from(Settings.of(values)));
    return String.valueOf(refusal.getMessage());
  }
}
