package chat.passerby.redis;

import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.UnfitException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where what the nodes share is kept.
 *
 * @param endpoint none: an embedded server is started
 * @param data where the embedded server keeps its files
 * @param evidence where reports and their evidence are kept; none: with all the rest
 */
public record RedisSettings(
    Optional<RedisEndpoint> endpoint, Path data, Optional<RedisEndpoint> evidence) {
  private static final Setting<Optional<RedisEndpoint>> URI =
      Setting.<Optional<RedisEndpoint>>of(
              "PASSERBY_REDIS_URI",
              RedisSettings::endpoint,
              Optional.empty(),
              "none: embedded",
              "a URI of Redis, such as redis://:password@redis.example.org:6379/0",
              "the Redis that all nodes share: a server, a Sentinel group or a Cluster, in a form"
                  + " told below; without it one starts with this node")
          .hidden();
  private static final Setting<Path> DATA =
      Setting.path("PASSERBY_DATA", Path.of("./data"), "where the embedded Redis keeps its files");

  private static final Setting<Optional<RedisEndpoint>> EVIDENCE_URI =
      Setting.<Optional<RedisEndpoint>>of(
              "PASSERBY_EVIDENCE_REDIS_URI",
              RedisSettings::endpoint,
              Optional.empty(),
              "none: the same",
              "a URI of Redis, such as redis://:password@evidence.example.org:6379/0",
              "a Redis of its own for reports, their evidence and their cases, the same on all"
                  + " nodes, so that no flood of reports can fill the one that visitors need")
          .hidden();

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL = List.of(URI, DATA, EVIDENCE_URI);

  private static Optional<RedisEndpoint> endpoint(String uri) {
    try {
      return Optional.of(new RedisEndpoint(uri));
    } catch (IllegalArgumentException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }

  public static RedisSettings from(Settings settings) {
    return new RedisSettings(settings.get(URI), settings.get(DATA), settings.get(EVIDENCE_URI));
  }
}
