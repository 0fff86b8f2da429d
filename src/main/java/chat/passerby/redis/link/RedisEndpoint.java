package chat.passerby.redis.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, in one of these forms; {@code rediss} in place of {@code redis} is TLS:
 *
 * <ul>
 *   <li>{@code redis://[user[:password]@]host[:port][/database]}, a single server, or {@code
 *       unix:/path[?password=…]} for a socket file
 *   <li>{@code redis+sentinel://[user[:password]@]host[:port],…/master[?db=…]}, the master that
 *       these sentinels watch; a password that the sentinels ask for themselves is in the options
 *       {@code sentinel_user} and {@code sentinel_password}
 *   <li>{@code redis+cluster://[user[:password]@]host[:port],…}, the Redis Cluster of these servers
 * </ul>
 *
 * @param uri as the operator wrote it; may hold a password, so it is never printed
 */
public record RedisEndpoint(String uri) {

  /**
   * @throws IllegalArgumentException when no client could use the URI; the message names what is
   *     wrong and repeats nothing of it
   */
  public RedisEndpoint {
    if (RedisGroup.parse(uri).isEmpty()) {
      checkServer(uri);
    }
  }

  private static void checkServer(String uri) {
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
              "a Redis URI begins with redis://, redis+sentinel:// or redis+cluster://, each also"
                  + " with rediss, or with unix:/");
    }
  }

  /** The servers behind this; none when it is a single one. */
  public Optional<RedisGroup> group() {
    return RedisGroup.parse(uri);
  }

  /** Whether keys and channels are spread over several servers. */
  public boolean isCluster() {
    return group().filter(its -> its.kind() == RedisGroup.Kind.CLUSTER).isPresent();
  }

  /** Host and port of a single server, which are no secret. */
  public String address() {
    URI parsed = parse(uri);
    return parsed.getHost() == null ? parsed.getPath() : parsed.getHost() + ":" + parsed.getPort();
  }

  /** The host of a single server. */
  public String host() {
    String host = parse(uri).getHost();
    return host == null ? "" : host.replaceAll("[\\[\\]]", "");
  }

  /** The port of a single server. */
  public int port() {
    int port = parse(uri).getPort();
    return port < 0 ? 6379 : port;
  }

  boolean tls() {
    return uri.startsWith("rediss:");
  }

  /** Whether the connections are encrypted, to whatever servers. */
  public boolean isTls() {
    return uri.startsWith("rediss");
  }

  /**
   * The URI of a single server as Vert.x' client wants it.
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
    return group().map(RedisGroup::toString).orElseGet(this::redacted);
  }

  private String redacted() {
    URI parsed = parse(uri);
    String secret = parsed.getRawUserInfo() == null ? "" : "[redacted]@";
    String host = parsed.getHost() == null ? "" : "//" + secret + parsed.getHost();
    String port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
    return parsed.getScheme() + ":" + host + port + parsed.getPath();
  }
}
