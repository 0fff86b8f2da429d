package chat.passerby.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;

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
    String origin = request.getHeader("Origin");
    return origin == null || isListed(origin) || isSameHost(origin, request);
  }

  boolean isListed(String origin) {
    return allowed.contains(origin);
  }

  private static boolean isSameHost(String origin, HttpServerRequest request) {
    String host = request.getHeader("Host");
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
