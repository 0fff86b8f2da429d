package chat.passerby.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may talk to this server (RFC 6454): those it serves itself, and those of the origins
 * in the settings. A request without {@code Origin} does not come from a page and is let through:
 * browsers always send one with a WebSocket handshake (RFC 6455, section 4.1).
 */
final class Origins {
  private final Set<String> allowed;

  Origins(GatewaySettings settings) {
    this.allowed = Set.copyOf(settings.origins());
  }

  boolean allows(HttpServerRequest request) {
    return allows(request.getHeader("Origin"), request.getHeader("Host"));
  }

  boolean allows(@Nullable String origin, @Nullable String host) {
    return origin == null || isListed(origin) || isSameHost(origin, host);
  }

  /**
   * An origin as browsers write it: in lower case, without the default port of its scheme.
   *
   * @throws IllegalArgumentException when it is none, such as a URL with a path, which no browser
   *     would ever send
   */
  static String parse(String text) {
    URI uri = URI.create(text.toLowerCase(Locale.ROOT));
    String path = uri.getRawPath();
    int ownPort =
        switch (String.valueOf(uri.getScheme())) {
          case "http" -> 80;
          case "https" -> 443;
          default -> throw new IllegalArgumentException("an origin begins with http or https");
        };
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an origin has a host and no user");
    }
    if (!(path.isEmpty() || path.equals("/")) || text.contains("?") || text.contains("#")) {
      throw new IllegalArgumentException("an origin has no path");
    }
    String port = uri.getPort() < 0 || uri.getPort() == ownPort ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  boolean isListed(String origin) {
    return allowed.contains(origin);
  }

  private static boolean isSameHost(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
