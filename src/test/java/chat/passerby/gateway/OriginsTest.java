package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private static final String HOST = "chat.example.org";

  private final Origins own = origins("");
  private final Origins listed = origins("https://Other.example.org/, http://localhost:5173");

  @Test
  void page_ofOurOwn_isAllowed() {
    assertTrue(own.allows("https://" + HOST, HOST));
    assertTrue(own.allows("http://localhost:8080", "localhost:8080"));
    assertTrue(own.allows("https://CHAT.example.org", HOST));
  }

  @Test
  void request_ofNoPage_isAllowed() {
    assertTrue(own.allows(null, HOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org",
        "https://chat.example.org.evil.org",
        "https://evilchat.example.org",
        "https://chat.example.org:8443",
        "https://chat.example.org@evil.org",
        "https://evil.org#chat.example.org",
        "null",
        "",
        "chat.example.org",
        "https://",
        "not a url"
      })
  void page_ofAnotherHost_isNotAllowed(String origin) {
    assertFalse(own.allows(origin, HOST));
    assertFalse(listed.allows(origin, HOST));
  }

  @Test
  void page_withoutAHostToCompare_isNotAllowed() {
    assertFalse(own.allows("https://" + HOST, null));
  }

  @Test
  void page_listed_isAllowedAsBrowsersWriteIt() {
    assertTrue(listed.allows("https://other.example.org", HOST));
    assertTrue(listed.allows("http://localhost:5173", HOST));
    assertTrue(listed.isListed("https://other.example.org"));
    assertFalse(listed.allows("http://other.example.org", HOST));
    assertFalse(listed.allows("http://localhost:5174", HOST));
    assertFalse(own.allows("https://other.example.org", HOST));
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.org:443, https://chat.example.org",
    "http://chat.example.org:80/, http://chat.example.org",
    "http://chat.example.org:443, http://chat.example.org:443",
    "HTTPS://[2001:db8::1]:8443, https://[2001:db8::1]:8443",
  })
  void origin_inSettings_isBroughtIntoTheBrowsersForm(String written, String origin) {
    assertEquals(origin, Origins.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.org",
        "https://",
        "https://chat.example.org/page",
        "https://chat.example.org?a",
        "https://a@chat.example.org",
        "ftp://chat.example.org",
        "*",
        "https://*.example.org"
      })
  void origin_inSettings_thatNoBrowserSends_isRefused(String text) {
    SettingsException refusal = assertThrows(SettingsException.class, () -> origins(text));
    assertTrue(String.valueOf(refusal.getMessage()).contains("PASSERBY_ORIGINS"));
  }

  @Test
  void proxies_inSettings_thatAreNoNetwork_areRefused() {
    SettingsException refusal =
        assertThrows(
            SettingsException.class, () -> settings(Map.of("PASSERBY_PROXIES", "10.0.0.0/99")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("PASSERBY_PROXIES"));
  }

  private static Origins origins(String setting) {
    return new Origins(settings(Map.of("PASSERBY_ORIGINS", setting)));
  }

  private static GatewaySettings settings(Map<String, String> values) {
    return GatewaySettings.from(Settings.of(values));
  }
}
