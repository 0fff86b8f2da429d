package chat.passerby.redis;

import chat.passerby.redis.link.Failures;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.link.RedisUnfitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the Redis that a node was given can serve it, and if not, why. */
public final class RedisCheck {
  /** The first version with sharded channels and {@code SET … NX GET}. */
  private static final int MAJOR_VERSION = 7;

  /** Servers that are compatible with Redis report the version of Redis that they resemble. */
  private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:((\\d{1,6})[\\w.-]*)");

  private static final Script SCRIPT =
      Script.of("check", "redis.call('PUBLISH', KEYS[1], '') return redis.call('EXISTS', KEYS[1])");
  private static final String KEY = "passerby:check";

  private final Vertx vertx;
  private final RedisEndpoint redis;
  private final RedisLink link;

  /**
   * @param link to that Redis, not started yet
   */
  public RedisCheck(Vertx vertx, RedisEndpoint redis, RedisLink link) {
    this.vertx = vertx;
    this.redis = redis;
    this.link = link;
  }

  /**
   * Connects and tries what a node needs.
   *
   * @param patience how long Redis may be away at first
   * @return fails with a {@link RedisUnfitException}
   */
  public Future<Void> run(Duration patience) {
    return link.start()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .compose(up -> version())
        .compose(fit -> new ScriptRunner(link).run(SCRIPT, List.of(KEY), List.of()))
        .<Void>mapEmpty()
        .recover(this::explain);
  }

  /** Whether it was Redis that failed at what a node asked of it, or refused it. */
  public static boolean isRefusal(Throwable failure) {
    return failure instanceof RedisUnfitException
        || failure instanceof RedisUnavailableException
        || Failures.isRefusal(failure);
  }

  /** The second half of a sentence that says why; for what {@link #isRefusal}. */
  public static String reason(Throwable refusal) {
    return Failures.describe(refusal);
  }

  private Future<Void> version() {
    return link.send(Request.cmd(Command.INFO).arg("server"))
        .transform(
            info -> {
              // A user who may not ask learns nothing here; what is missing shows later by itself.
              Matcher version = VERSION.matcher(info.succeeded() ? info.result().toString() : "");
              boolean old = version.find() && Integer.parseInt(version.group(2)) < MAJOR_VERSION;
              return old
                  ? Future.failedFuture(
                      new RedisUnfitException(
                          "its version is "
                              + version.group(1)
                              + ", and Passerby needs Redis 7 or newer"))
                  : Future.succeededFuture();
            });
  }

  private Future<Void> explain(Throwable failure) {
    return vertx
        .executeBlocking(() -> Dialect.of(redis))
        .otherwise(Dialect.UNKNOWN)
        .compose(dialect -> reason(failure, dialect))
        .compose(reason -> Future.failedFuture(new RedisUnfitException(reason)));
  }

  private Future<String> reason(Throwable failure, Dialect dialect) {
    boolean tls = redis.isTls();
    if (dialect == Dialect.PLAIN && tls) {
      return Future.succeededFuture(
          "it does not speak TLS, for which rediss stands: use redis in its place");
    }
    if (dialect == Dialect.TLS && !tls) {
      return Future.succeededFuture("it speaks TLS: use rediss in place of redis");
    }
    if (isRefusal(failure)) {
      return Future.succeededFuture(reason(failure));
    }
    if (failure instanceof TimeoutException) {
      // Any command fails now with the latest reason.
      return link.send(Request.cmd(Command.PING))
          .map("it did not answer in time")
          .otherwise(Failures::describe);
    }
    return Future.failedFuture(failure);
  }
}
