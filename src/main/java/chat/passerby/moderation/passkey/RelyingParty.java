package chat.passerby.moderation.passkey;

import chat.passerby.settings.SettingsException;
import chat.passerby.web.WebOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom passkeys are for: a domain, and the pages that may use them. A page elsewhere gets none, and
 * what was signed for it is refused.
 */
public final class RelyingParty {
  private static final String LOCALHOST = "localhost";
  private static final Pattern OF_LOCALHOST = Pattern.compile(LOCALHOST + "(:[0-9]{1,5})?");

  private final String domain;
  private final Set<String> origins;

  private RelyingParty(String domain, Set<String> origins) {
    this.domain = domain;
    this.origins = origins;
  }

  /**
   * Where a request comes from, as far as passkeys are concerned.
   *
   * @param domain that passkeys are made for
   * @param origins whose pages may use them
   */
  public record Site(String domain, Set<String> origins) {
    /** Copies the origins. */
    public Site {
      origins = Set.copyOf(origins);
    }
  }

  /**
   * Follows from the settings.
   *
   * @param others origins that the page is served at, for when none are named for passkeys
   * @throws SettingsException when an origin is not at the domain
   */
  public static RelyingParty of(PasskeySettings settings, List<String> others) {
    List<WebOrigin> named = settings.origins();
    List<WebOrigin> fit =
        named.isEmpty()
            ? others.stream()
                .flatMap(each -> WebOrigin.read(each).stream())
                .filter(PasskeySettings::isFit)
                .toList()
            : named;
    String domain =
        settings.domain().or(() -> fit.stream().findFirst().map(WebOrigin::host)).orElse(LOCALHOST);
    for (WebOrigin each : named) {
      if (!isAt(each, domain)) {
        throw new SettingsException(
            "PASSERBY_PASSKEY_ORIGINS has "
                + each
                + ", which is not at "
                + domain
                + " or below it: passkeys are for one domain, that of PASSERBY_PASSKEY_DOMAIN.");
      }
    }
    Set<String> origins =
        fit.stream()
            .filter(each -> isAt(each, domain))
            .map(WebOrigin::toString)
            .collect(Collectors.toUnmodifiableSet());
    return new RelyingParty(
        domain,
        origins.isEmpty() && !domain.equals(LOCALHOST) ? Set.of("https://" + domain) : origins);
  }

  private static boolean isAt(WebOrigin origin, String domain) {
    return origin.host().equals(domain) || origin.host().endsWith("." + domain);
  }

  /**
   * The site of a request; empty when passkeys cannot be used there.
   *
   * @param origin the {@code Origin} of the request, which every page sends
   * @param host the {@code Host} of the request: a page at localhost may use passkeys on its own
   *     server when no origins are named, so that they work on a developer's machine
   */
  public Optional<Site> site(Optional<String> origin, String host) {
    Set<String> its =
        !origins.isEmpty()
            ? origins
            : OF_LOCALHOST.matcher(host).matches()
                ? Stream.of("http://", "https://")
                    .flatMap(scheme -> WebOrigin.read(scheme + host).stream())
                    .map(WebOrigin::toString)
                    .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    boolean foreign =
        its.isEmpty()
            || origin
                .filter(
                    page ->
                        WebOrigin.read(page)
                            .map(WebOrigin::toString)
                            .filter(its::contains)
                            .isEmpty())
                .isPresent();
    return foreign ? Optional.empty() : Optional.of(new Site(domain, its));
  }
}
