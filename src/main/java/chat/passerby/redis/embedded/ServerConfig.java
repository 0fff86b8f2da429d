package chat.passerby.redis.embedded;

import chat.passerby.redis.link.RedisEndpoint;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an embedded Redis is run: reachable from this machine only and with a password only, every
 * write on disk within about a second, and never throwing data away for want of memory.
 *
 * <p>It is started as a daemon, which means in a terminal session of its own: Ctrl-C goes to every
 * process of the terminal's foreground group, and would end Redis while the node still needs it to
 * say goodbye.
 *
 * @param password made anew for each start; stands in the configuration file and nowhere else, so
 *     it does not show in the list of processes
 */
record ServerConfig(DataFolder folder, int port, String password) {
  private static final int PASSWORD_BYTES = 32;
  private static final Pattern PORT = Pattern.compile("(?m)^port (\\d{1,5})$");
  private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass \"([A-Za-z0-9_-]+)\"$");

  /** With a random password. */
  static ServerConfig of(DataFolder folder, int port) {
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    return new ServerConfig(
        folder, port, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  RedisEndpoint endpoint() {
    return new Address(port, password).endpoint();
  }

  /** Where a server is, as its configuration says. */
  record Address(int port, String password) {
    RedisEndpoint endpoint() {
      return new RedisEndpoint("redis://:" + password + "@127.0.0.1:" + port);
    }

    @Override
    public String toString() {
      return "Address[port=" + port + ", password=[redacted]]";
    }
  }

  /** Reads what {@link #text} has written; empty for anything else. */
  static Optional<Address> read(String text) {
    Matcher port = PORT.matcher(text);
    Matcher password = PASSWORD.matcher(text);
    return port.find() && password.find()
        ? Optional.of(new Address(Integer.parseInt(port.group(1)), password.group(1)))
        : Optional.empty();
  }

  /** In the syntax of {@code redis.conf}. */
  String text() {
    return """
    bind 127.0.0.1
    port %d
    requirepass "%s"
    dir %s
    pidfile %s
    logfile %s
    daemonize yes
    # The command line keeps naming this file: it is how an orphan is known again.
    set-proc-title no
    appendonly yes
    appendfsync everysec
    appenddirname appendonlydir
    # The append-only file has it all.
    save ""
    maxmemory-policy noeviction
    """
        .formatted(
            port,
            password,
            quoted(folder.path()),
            quoted(folder.path().resolve("redis.pid")),
            quoted(folder.log()));
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public String toString() {
    return "ServerConfig[port=" + port + ", password=[redacted]]";
  }
}
