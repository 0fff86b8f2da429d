package chat.passerby.redis.link;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several Redis servers under one URI: a Sentinel group or a Cluster.
 *
 * @param tls for all connections, those to sentinels included
 * @param login what stands before {@code @} in the URI of each server, that sign included, or
 *     nothing
 * @param known the sentinels, or some servers of the cluster, that are asked for the others
 * @param master what the sentinels call the master; empty in a cluster
 * @param database as a path, or nothing
 */
public record RedisGroup(
    Kind kind,
    boolean tls,
    String login,
    List<RedisEndpoint> known,
    String master,
    String database) {

  public enum Kind {
    SENTINEL,
    CLUSTER
  }

  private static final Pattern GROUP = Pattern.compile("rediss?\\+(sentinel|cluster):.*");
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>rediss?)\\+(?<kind>sentinel|cluster)://((?<login>[^/?#]*)@)?(?<hosts>[^/?#@]*)"
              + "(/(?<path>[^?#]*))?(\\?(?<query>[^#]*))?");
  private static final String SENTINEL_FORM = "redis+sentinel://host:26379,host:26379/master-name";
  private static final String CLUSTER_FORM = "redis+cluster://host:6379,host:6379";

  /**
   * What a URI of a group says; none for the URI of a single server.
   *
   * @throws IllegalArgumentException when it is not understood; the message repeats nothing of it
   */
  static Optional<RedisGroup> parse(String uri) {
    if (!GROUP.matcher(uri).matches()) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "the Redis URI is malformed; percent-encode special characters in its password");
    }
    boolean sentinel = part(parts, "kind").equals("sentinel");
    boolean tls = part(parts, "scheme").equals("rediss");
    String login = part(parts, "login").isEmpty() ? "" : part(parts, "login") + "@";
    Map<String, String> options = options(part(parts, "query"));
    String askedAs = sentinel ? sentinelLogin(options) : login;
    List<RedisEndpoint> known = new ArrayList<>();
    for (String host : part(parts, "hosts").split(",", -1)) {
      known.add(member(tls, askedAs, host, sentinel));
    }
    String database = options.getOrDefault("db", "");
    if (options.containsKey("db") && !database.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("db is the number of a database: ?db=0");
    }
    checkPath(part(parts, "path"), sentinel);
    if (!sentinel && !options.isEmpty()) {
      throw new IllegalArgumentException("the URI of a Redis Cluster has no options");
    }
    RedisGroup group =
        new RedisGroup(
            sentinel ? Kind.SENTINEL : Kind.CLUSTER,
            tls,
            login,
            List.copyOf(known),
            sentinel ? part(parts, "path") : "",
            database.isEmpty() ? "" : "/" + database);
    // Its name and password are only used with the hosts to be found.
    return Optional.of(group.server("host", 1)).map(usable -> group);
  }

  /** A server of this group as an endpoint of its own. */
  public RedisEndpoint server(String host, int port) {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return server(tls, login, literal + ":" + port, database);
  }

  private static RedisEndpoint server(boolean tls, String login, String host, String database) {
    return new RedisEndpoint((tls ? "rediss://" : "redis://") + login + host + database);
  }

  private static RedisEndpoint member(boolean tls, String login, String host, boolean sentinel) {
    String form = sentinel ? SENTINEL_FORM : CLUSTER_FORM;
    if (host.isEmpty()) {
      throw new IllegalArgumentException("this Redis URI names its hosts so: " + form);
    }
    boolean hasPort = host.matches(".*:\\d{1,5}");
    return server(tls, login, hasPort ? host : host + (sentinel ? ":26379" : ":6379"), "");
  }

  private static void checkPath(String path, boolean sentinel) {
    if (sentinel && !path.matches("[\\w.-]+")) {
      throw new IllegalArgumentException(
          "the path of this Redis URI is the name of the master: " + SENTINEL_FORM);
    }
    if (!sentinel && !path.isEmpty()) {
      throw new IllegalArgumentException(
          "a Redis Cluster has one database, so its URI has no path: " + CLUSTER_FORM);
    }
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new HashMap<>();
    for (String option : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String name = option.substring(0, Math.max(0, option.indexOf('=')));
      if (!name.matches("db|sentinel_user|sentinel_password")) {
        throw new IllegalArgumentException(
            "the options of this Redis URI are db, sentinel_user and sentinel_password");
      }
      options.put(name, option.substring(name.length() + 1));
    }
    return options;
  }

  private static String sentinelLogin(Map<String, String> options) {
    String password = options.getOrDefault("sentinel_password", "");
    String user = options.getOrDefault("sentinel_user", "");
    if (password.isEmpty()) {
      if (!user.isEmpty()) {
        throw new IllegalArgumentException("sentinel_user needs a sentinel_password");
      }
      return "";
    }
    return encoded(user) + ":" + encoded(password) + "@";
  }

  /** In an option some signs may stand that may not stand before a host. */
  private static String encoded(String option) {
    if (!option.matches("([^%]|%\\p{XDigit}{2})*")) {
      throw new IllegalArgumentException("a per cent sign in a Redis URI is written %25");
    }
    // Decoding takes a plus for a space, which it is not here.
    String plain = URLDecoder.decode(option.replace("+", "%2B"), StandardCharsets.UTF_8);
    return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String part(Matcher parts, String name) {
    return Optional.ofNullable(parts.group(name)).orElse("");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(tls ? "rediss+" : "redis+");
    text.append(kind == Kind.SENTINEL ? "sentinel://" : "cluster://");
    text.append(login.isEmpty() ? "" : "[redacted]@");
    String hosts = String.join(",", known.stream().map(RedisEndpoint::address).toList());
    return text.append(hosts).append(master.isEmpty() ? "" : "/" + master).toString();
  }
}
