package chat.passerby.redis;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is: a single server as {@code redis://[user[:password]@]host[:port][/database]}, the
 * same with {@code rediss} for TLS, or {@code unix:/path[?password=…]} for a socket file.
 *
 * @param uri as the operator wrote it; may hold a password, so it is never printed
 */
public record RedisEndpoint(String uri) {

  /**
   * @throws IllegalArgumentException when no client could use the URI; the message names what is
   *     wrong and repeats nothing of it
   */
  public RedisEndpoint {
    URI parsed = parse(uri);
    String scheme = parsed.getScheme() == null ? "" : parsed.getScheme();
    switch (scheme) {
      case "redis", "rediss" -> {
        if (parsed.getHost() == null) {
          throw new IllegalArgumentException("a Redis URI needs a host: redis://host:6379");
        }
        String path = parsed.getPath() == null ? "" : parsed.getPath();
        if (!path.matches("(/\\d{0,5})?")) {
          throw new IllegalArgumentException(
              "the path of a Redis URI is the number of a database: redis://host:6379/0");
        }
      }
      case "unix" -> {
        if (parsed.getPath() == null || parsed.getPath().isEmpty()) {
          throw new IllegalArgumentException("a Redis URI for a socket file is unix:/path");
        }
      }
      default ->
          throw new IllegalArgumentException(
              "a Redis URI begins with redis://, rediss:// or unix:/");
    }
  }

  boolean tls() {
    return uri.startsWith("rediss:");
  }

  /**
   * The URI as Vert.x' client wants it.
   *
   * <p>The client reads a user or password as a form field and would turn {@code +} into a space,
   * so that sign is escaped. It also takes the connection's name, which {@code CLIENT LIST} shows.
   */
  String connectionString(String clientName) {
    URI parsed = parse(uri);
    @Nullable String user = parsed.getRawUserInfo();
    String escaped = user == null ? uri : uri.replace(user + "@", user.replace("+", "%2B") + "@");
    String separator = parsed.getRawQuery() == null ? "?" : "&";
    return escaped + separator + "client=" + clientName;
  }

  private static URI parse(String uri) {
    try {
      return new URI(uri);
    } catch (URISyntaxException e) {
      // The cause repeats its input, password and all.
      throw new IllegalArgumentException(
          "the Redis URI is malformed; percent-encode special characters in its password");
    }
  }

  @Override
  public String toString() {
    URI parsed = parse(uri);
    String secret = parsed.getRawUserInfo() == null ? "" : "[redacted]@";
    String host = parsed.getHost() == null ? "" : "//" + secret + parsed.getHost();
    String port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
    return parsed.getScheme() + ":" + host + port + parsed.getPath();
  }
}
