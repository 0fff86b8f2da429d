package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.GatewaySettings;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

  /** Proxies write the port that browsers leave out, and the other way about. */
  @ParameterizedTest
  @CsvSource({
    "https://c.example, c.example:443",
    "https://c.example:443, c.example",
    "https://c.example:443, c.example:443",
    "http://c.example, c.example:80",
    "http://c.example:80, c.example",
    "https://c.example, C.Example:443",
    "HTTPS://C.EXAMPLE, c.example",
    "https://c.example., c.example",
    "https://c.example, c.example.:443",
    "https://c.example.:443, c.example.",
    "https://c.example, c.example:",
    "https://c.example:8443, c.example:8443",
    "https://c.example:8443, C.EXAMPLE.:8443",
    "https://c.example:8443, c.example:08443",
    "https://[2001:db8::1], [2001:db8::1]:443",
    "https://[2001:db8::1]:443, [2001:DB8:0:0:0:0:0:1]",
    "http://[::1]:8080, [0:0:0:0:0:0:0:1]:8080",
    "http://passerby_web:8080, passerby_web:8080",
    "http://203.0.113.9, 203.0.113.9:80",
  })
  void page_ofTheSameHostAndPort_isAllowed(String origin, String host) {
    assertTrue(own.allows(origin, host));
  }

  @ParameterizedTest
  @CsvSource({
    "https://c.example, c.example:80",
    "http://c.example, c.example:443",
    "https://c.example, c.example:8443",
    "https://c.example:8443, c.example",
    "https://c.example:70000, c.example:70000",
    "https://c.example, c.example:443:443",
    "https://c.example, user@c.example",
    "https://user@c.example, c.example",
    "https://c.example/, c.example",
    "https://c.example?, c.example",
    "https://c.example.., c.example",
    "https://., .",
    "https://[2001:db8::1], [2001:db8::2]",
    "https://[2001:db8::1], 2001:db8::1",
    "https://[::ffff:203.0.113.9], 203.0.113.9",
    "ftp://c.example, c.example",
    "'https://c.example ', c.example",
    "https://c.example, 'c.example, c.example'",
    "https://c.example%00.evil.example, c.example",
    "https://c\u0131.example, ci.example",
  })
  void page_ofAnotherHostOrPort_isNotAllowed(String origin, String host) {
    assertFalse(own.allows(origin, host));
  }

  @Test
  void origin_ofAnyLength_isReadQuickly() {
    assertFalse(own.allows("https://" + "a.".repeat(4_000), HOST));
    assertFalse(own.allows("https://" + HOST, "a.".repeat(4_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://Chat.Example.org:443",
        "https://chat.example.org/",
        "https://chat.example.org.",
        "HTTPS://chat.example.org.:443/",
      })
  void origin_inSettings_isComparedAsThoseOfRequests(String written) {
    Origins listed = origins(written);
    for (String sent : new String[] {"https://chat.example.org", "https://chat.example.org:443"}) {
      assertTrue(listed.allows(sent, "node-1:8080"), sent);
      assertTrue(listed.isListed(sent), sent);
    }
    assertFalse(listed.allows("http://chat.example.org", "node-1:8080"));
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
    "https://[2001:DB8:0:0::1]:443, https://[2001:db8::1]",
    "https://chat.example.org., https://chat.example.org",
    "https://plauderei-m\u00fcnchen.example/, https://xn--plauderei-mnchen-tzb.example",
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
    HttpFaults faults = new HttpFaults(new Meters(new SimpleMeterRegistry()), new MovableClock());
    return new Origins(settings(Map.of("PASSERBY_ORIGINS", setting)).origins(), faults);
  }

  private static GatewaySettings settings(Map<String, String> values) {
    return GatewaySettings.from(Settings.of(values));
  }
}
