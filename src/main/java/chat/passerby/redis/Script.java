package chat.passerby.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that Redis runs as one atomic step.
 *
 * <p>What several scripts do alike stands in preludes: files of local functions in {@code
 * lua/prelude} that call nothing but Redis. A script that says {@code -- Uses members, tickets.} in
 * its header gets those of their functions that it calls put before it, when it is loaded. Redis
 * compiles the whole once, but each call makes the functions anew, so no other is there.
 *
 * <p>A script that publishes does so by {@code PUBLISH}, on a channel that has the hash tag of its
 * keys. In a cluster that would reach nobody who listens in the slot, so the word is replaced
 * there.
 *
 * <p>A script is read and hashed when it is first run. There are about fifty, a node that starts
 * needs few of them, and all together take a tenth of a second while the JVM is cold.
 */
public final class Script {
  private static final Pattern FUNCTION =
      Pattern.compile("^local function (\\w+)\\(.*?^end\n", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern USES = Pattern.compile("-- Uses ([a-z_, ]+)\\.");
  private static final String PUBLISH = "redis.call('PUBLISH',";
  private static final String SPUBLISH = "redis.call('SPUBLISH',";

  /** A nil would end a reply, so it is told as false, which Redis answers as nil. */
  private static final String REPEAT =
      """
      end
      local replies, key, arg = {}, 0, 1
      for i = 1, tonumber(ARGV[1]) do
        local keys, args = tonumber(ARGV[arg + 1]), tonumber(ARGV[arg + 2])
        arg = arg + 2
        replies[i] = once({unpack(KEYS, key + 1, key + keys)}, {unpack(ARGV, arg + 1, arg + args)}) or false
        key, arg = key + keys, arg + args
      end
      return replies
      """;

  /**
   * @param preludes what its preludes put before it
   */
  private record Text(String preludes, String body) {
    static Text load(String name) {
      String body = read(name);
      String preludes =
          named(body).stream()
              .map(prelude -> functions(read("prelude/" + prelude), body))
              .collect(Collectors.joining());
      return new Text(preludes, body);
    }
  }

  /**
   * @param sha what Redis calls it: SHA-1 of the source, in hexadecimal
   */
  private record Form(String source, String sha) {
    static Form of(String source) {
      return new Form(source, digest(source));
    }
  }

  private final String name;
  private final Supplier<Text> reading;
  private volatile @Nullable Text text;
  private volatile @Nullable Form plain;
  private volatile @Nullable Form clustered;

  private Script(String name, Supplier<Text> reading) {
    this.name = name;
    this.reading = reading;
  }

  /**
   * The script in the resource {@code lua/<name>.lua}, behind the preludes that it names. When
   * there is no such resource, or no such prelude, asking for its source throws an
   * IllegalArgumentException.
   */
  public static Script load(String name) {
    return new Script(name, () -> Text.load(name));
  }

  /** A script from its source. */
  public static Script of(String name, String source) {
    Text text = new Text("", source);
    return new Script(name, () -> text);
  }

  /** What Redis is given, with its preludes, when it does not know the script. */
  public String source() {
    return plain().source();
  }

  /** What Redis calls the script. */
  public String sha() {
    return plain().sha();
  }

  /** The source for a cluster. */
  public String clusterSource() {
    return clustered().source();
  }

  /** What a cluster calls the script. */
  public String clusterSha() {
    return clustered().sha();
  }

  // Whoever asks at the same time as another thread finds the same.

  private Text text() {
    Text known = text;
    if (known == null) {
      known = reading.get();
      text = known;
    }
    return known;
  }

  private Form plain() {
    Form known = plain;
    if (known == null) {
      known = Form.of(text().preludes() + text().body());
      plain = known;
    }
    return known;
  }

  private Form clustered() {
    Form known = clustered;
    if (known == null) {
      known = Form.of(source().replace(PUBLISH, SPUBLISH));
      clustered = known;
    }
    return known;
  }

  /** The names of the preludes that a script's header asks for. */
  private static List<String> named(String body) {
    return body.lines()
        .takeWhile(line -> line.startsWith("--"))
        .map(USES::matcher)
        .filter(Matcher::matches)
        .flatMap(uses -> Arrays.stream(uses.group(1).split(", ")))
        .toList();
  }

  /** The functions of a prelude that a script calls. */
  private static String functions(String prelude, String body) {
    return FUNCTION
        .matcher(prelude)
        .results()
        .filter(function -> body.contains(function.group(1) + "("))
        .map(MatchResult::group)
        .collect(Collectors.joining());
  }

  private static String read(String name) {
    String path = "/lua/" + name + ".lua";
    try (InputStream in = Script.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no script " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This script many times in one call. {@code ARGV[1]} says how often; then come, for each time,
   * how many keys and arguments it has, and these arguments. The keys come one after the other. It
   * returns what each time returned, in this order.
   */
  Script repeated() {
    return new Script(
        name + "_repeated",
        () ->
            new Text(
                text().preludes(), "local function once(KEYS, ARGV)\n" + text().body() + REPEAT));
  }

  private static String digest(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
