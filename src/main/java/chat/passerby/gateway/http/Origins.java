package chat.passerby.gateway.http;

import chat.passerby.telemetry.HttpFaults;
import chat.passerby.web.WebOrigin;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may talk to this server (RFC 6454): those it serves itself, and those of the origins
 * in the settings. A request without {@code Origin} does not come from a page and is let through:
 * browsers always send one with a WebSocket handshake (RFC 6455, section 4.1).
 */
public final class Origins {
  /** When to try again whose origin is not in the settings. */
  public static final Duration SETTINGS_CHANGE = Duration.ofMinutes(1);

  private final Set<WebOrigin> allowed;
  private final HttpFaults faults;

  /**
   * @param listed origins as {@link #parse} gives them, besides the page's own
   */
  public Origins(List<String> listed, HttpFaults faults) {
    this.faults = faults;
    this.allowed =
        listed.stream()
            .flatMap(origin -> WebOrigin.read(origin).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the page that makes a request may; if not, that is told to the operator. */
  public boolean allows(HttpServerRequest request) {
    List<String> origins = request.headers().getAll("Origin");
    String host = request.getHeader("Host");
    if (origins.isEmpty() || (origins.size() == 1 && allows(origins.get(0), host))) {
      return true;
    }
    faults.foreignOrigin(String.join(", ", origins), host == null ? "" : host);
    return false;
  }

  boolean allows(@Nullable String origin, @Nullable String host) {
    return origin == null
        || WebOrigin.read(origin)
            .filter(page -> allowed.contains(page) || page.isOf(host))
            .isPresent();
  }

  /**
   * An origin as browsers write it: in lower case, without the default port of its scheme.
   *
   * @throws IllegalArgumentException when it is none, such as a URL with a path, which no browser
   *     would ever send
   */
  public static String parse(String text) {
    return WebOrigin.readSetting(text)
        .map(WebOrigin::toString)
        .orElseThrow(() -> new IllegalArgumentException(text + " is no origin"));
  }

  boolean isListed(String origin) {
    return WebOrigin.read(origin).filter(allowed::contains).isPresent();
  }
}
