package chat.passerby.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one atomic step.
 *
 * <p>A script that publishes does so by {@code PUBLISH}, on a channel that has the hash tag of its
 * keys. In a cluster that would reach nobody who listens in the slot, so the word is replaced
 * there.
 *
 * @param name as in {@code lua/<name>.lua}
 * @param source what Redis is given when it does not know the script
 * @param sha what Redis calls the script: SHA-1 of the source, in hexadecimal
 * @param clusterSource the source for a cluster
 * @param clusterSha the digest of that
 */
public record Script(
    String name, String source, String sha, String clusterSource, String clusterSha) {
  private static final String PUBLISH = "redis.call('PUBLISH',";
  private static final String SPUBLISH = "redis.call('SPUBLISH',";

  /**
   * The script in the resource {@code lua/<name>.lua}.
   *
   * @throws IllegalArgumentException when there is no such resource
   */
  public static Script load(String name) {
    String path = "/lua/" + name + ".lua";
    try (InputStream in = Script.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no script " + path);
      }
      return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script from its source. */
  public static Script of(String name, String source) {
    String clusterSource = source.replace(PUBLISH, SPUBLISH);
    return new Script(name, source, digest(source), clusterSource, digest(clusterSource));
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
    return name + "@" + sha;
  }
}
