package chat.passerby.moderation.passkey;

import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.UnfitException;
import chat.passerby.web.WebOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where passkeys are good.
 *
 * @param domain that they are made for; empty when it follows from the origins
 * @param origins of the pages that may use them; empty when they follow from others
 */
public record PasskeySettings(Optional<String> domain, List<WebOrigin> origins) {
  /** As registered names are (RFC 1034, section 3.5), the last label not a number. */
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Setting<Optional<String>> NAME =
      Setting.<Optional<String>>of(
              "PASSERBY_PASSKEY_DOMAIN",
              PasskeySettings::domain,
              Optional.empty(),
              "",
              "a domain such as example.org",
              "the domain that moderators' passkeys are made for (WebAuthn's RP ID); those made for"
                  + " another one are not good any more")
          .fallbackText("host of the first origin");
  private static final Setting<List<WebOrigin>> ORIGINS =
      Setting.list(
              "PASSERBY_PASSKEY_ORIGINS",
              PasskeySettings::origin,
              "a list of origins such as https://chat.example.org, without a path",
              "origins of the pages where moderators may use passkeys, separated by commas:"
                  + " `https`, at that domain or below it")
          .fallbackText("`PASSERBY_ORIGINS`, or else a page at localhost");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(NAME, ORIGINS);

  public static PasskeySettings from(Settings settings) {
    return new PasskeySettings(settings.get(NAME), settings.get(ORIGINS));
  }

  private static Optional<String> domain(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.length() > 253 || !DOMAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(text + " is no domain");
    }
    return Optional.of(name);
  }

  private static WebOrigin origin(String text) {
    WebOrigin origin =
        WebOrigin.readSetting(text)
            .orElseThrow(() -> new IllegalArgumentException(text + " is no origin"));
    if (!isFit(origin)) {
      throw new UnfitException("browsers have passkeys only with https and a host name");
    }
    return origin;
  }

  /** Whether browsers have passkeys on pages of that origin. */
  static boolean isFit(WebOrigin origin) {
    return DOMAIN.matcher(origin.host()).matches()
        && (origin.scheme().equals("https")
            || origin.host().equals("localhost")
            || origin.host().endsWith(".localhost"));
  }
}
