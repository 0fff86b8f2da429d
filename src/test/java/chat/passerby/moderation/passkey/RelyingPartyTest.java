package chat.passerby.moderation.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelyingPartyTest {
  private static final String CHAT = "https://chat.example.org";

  @Test
  void page_ofANamedOrigin_mayUsePasskeysOfItsDomain() {
    RelyingParty party = party(Map.of("PASSERBY_PASSKEY_ORIGINS", "https://Chat.example.org/"));
    Optional<Site> site = Optional.of(new Site("chat.example.org", Set.of(CHAT)));
    assertEquals(site, party.site(Optional.of(CHAT), "chat.example.org"));
    assertEquals(site, party.site(Optional.empty(), "10.0.0.1:8080"));
    for (String page :
        List.of(
            "https://example.org",
            "https://evil.example.org",
            "http://chat.example.org",
            "https://chat.example.org:8443",
            "https://chat.example.org.evil.example",
            "http://localhost:8080",
            "null",
            "")) {
      assertEquals(Optional.empty(), party.site(Optional.of(page), "chat.example.org"), page);
    }
  }

  @Test
  void origins_ofOneDomain_shareItsPasskeys() {
    RelyingParty party =
        party(
            Map.of(
                "PASSERBY_PASSKEY_DOMAIN", "Example.org",
                "PASSERBY_PASSKEY_ORIGINS", "https://a.example.org,https://example.org:8443"));
    Set<String> origins = Set.of("https://a.example.org", "https://example.org:8443");
    assertEquals(
        Optional.of(new Site("example.org", origins)),
        party.site(Optional.of("https://example.org:8443"), "example.org:8443"));
  }

  @Test
  void domain_alone_isItsOwnOrigin() {
    RelyingParty party = party(Map.of("PASSERBY_PASSKEY_DOMAIN", "chat.example.org"));
    assertEquals(
        Optional.of(new Site("chat.example.org", Set.of(CHAT))),
        party.site(Optional.of(CHAT), "chat.example.org"));
    assertEquals(Optional.empty(), party.site(Optional.of("http://localhost"), "localhost"));
  }

  @Test
  void origins_ofThePage_countWhenNoneAreNamed() {
    RelyingParty party = party(Map.of(), "http://10.0.0.1:8080", CHAT, "https://other.example");
    assertEquals(
        Optional.of(new Site("chat.example.org", Set.of(CHAT))),
        party.site(Optional.of(CHAT), "chat.example.org"));
    assertEquals(
        Optional.empty(), party.site(Optional.of("https://other.example"), "other.example"));
  }

  @Test
  void page_atLocalhost_mayUsePasskeysOfItsOwnServerWhenNothingIsSet() {
    RelyingParty party = party(Map.of());
    Site site = new Site("localhost", Set.of("http://localhost:8080", "https://localhost:8080"));
    assertEquals(
        Optional.of(site), party.site(Optional.of("http://localhost:8080"), "localhost:8080"));
    assertEquals(
        Optional.empty(), party.site(Optional.of("http://localhost:9090"), "localhost:8080"));
    for (String host :
        List.of(
            "chat.example.org", "127.0.0.1:8080", "localhost.evil.example", "localhost:x", "")) {
      assertEquals(Optional.empty(), party.site(Optional.of("https://" + host), host), host);
      assertEquals(Optional.empty(), party.site(Optional.empty(), host), host);
    }
  }

  @Test
  void origin_whereBrowsersHaveNoPasskeys_isNotTaken() {
    for (String unfit :
        List.of(
            "http://chat.example.org",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "https://chat.example.org/page",
            "chat.example.org")) {
      assertThrows(
          SettingsException.class,
          () -> party(Map.of("PASSERBY_PASSKEY_ORIGINS", unfit)),
          () -> unfit);
    }
    assertEquals(
        Optional.of(new Site("localhost", Set.of("http://localhost:3000"))),
        party(Map.of("PASSERBY_PASSKEY_ORIGINS", "http://localhost:3000"))
            .site(Optional.empty(), ""));
  }

  @Test
  void origin_ofAnotherDomain_isNotTaken() {
    SettingsException wrong =
        assertThrows(
            SettingsException.class,
            () ->
                party(
                    Map.of(
                        "PASSERBY_PASSKEY_DOMAIN", "example.org",
                        "PASSERBY_PASSKEY_ORIGINS", "https://badexample.org")));
    assertTrue(wrong.getMessage().contains("https://badexample.org"), wrong::getMessage);
    for (String unfit : List.of("https://example.org", "10.0.0.1", "-a.example", "a..b")) {
      assertThrows(
          SettingsException.class,
          () -> party(Map.of("PASSERBY_PASSKEY_DOMAIN", unfit)),
          () -> unfit);
    }
  }

  private static RelyingParty party(Map<String, String> values, String... others) {
    return RelyingParty.of(PasskeySettings.from(Settings.of(values)), List.of(others));
  }
}
