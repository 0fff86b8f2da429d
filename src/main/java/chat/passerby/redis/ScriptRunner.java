package chat.passerby.redis;

import chat.passerby.redis.link.Failures;
import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on Redis by their digest. This is the one place that knows that Redis may have
 * forgotten a script (it was restarted, it is a new primary, somebody flushed): it then answers
 * {@code NOSCRIPT}, having done nothing, and gets the source once.
 */
public final class ScriptRunner {
  private final RedisLink link;
  private final @Nullable ScriptBatches batches;

  /** Runs every script at once. */
  public ScriptRunner(RedisLink link) {
    this.link = link;
    this.batches = null;
  }

  /**
   * Runs scripts at once, or {@link #together}.
   *
   * @param endOfTurn runs what it is given soon, on the thread on which scripts are run
   */
  public ScriptRunner(RedisLink link, Executor endOfTurn) {
    this.link = link;
    // In a cluster the keys of one call have one slot, which those of different sessions do not.
    this.batches = link.isCluster() ? null : new ScriptBatches(endOfTurn, this);
  }

  /**
   * Runs {@code script}. After a {@link RedisUnavailableException} it may have run all the same, so
   * a script must be safe to run twice with the same arguments.
   *
   * @param args each a String, a Buffer or a Number
   * @return what the script returned, null for nil; fails as {@link RedisLink#send}
   * @throws IllegalArgumentException for an argument of another type
   */
  public Future<Response> run(Script script, List<String> keys, List<?> args) {
    flush();
    return evaluate(script, keys, args);
  }

  /**
   * Runs {@code script} as above, together with others like it at the end of this turn of the event
   * loop. Scripts that name a common key run in the order in which they came.
   */
  public Future<Response> together(Script script, List<String> keys, List<?> args) {
    return batches == null ? evaluate(script, keys, args) : batches.add(script, keys, args);
  }

  /**
   * Runs {@code script} at once and ahead of what was given to {@link #together} in this turn, even
   * where both name the same key.
   */
  public Future<Response> ahead(Script script, List<String> keys, List<?> args) {
    return evaluate(script, keys, args);
  }

  private void flush() {
    if (batches != null) {
      batches.flush();
    }
  }

  Future<Response> evaluate(Script script, List<String> keys, List<?> args) {
    return evaluate(script, keys, args, link::send);
  }

  /**
   * Runs {@code script}, as above.
   *
   * @param atOnce gets what the script returned first, on the link's event loop
   */
  public Future<Response> run(
      Script script, List<String> keys, List<?> args, Consumer<Response> atOnce) {
    flush();
    return evaluate(script, keys, args, request -> link.send(request, atOnce));
  }

  private Future<Response> evaluate(
      Script script, List<String> keys, List<?> args, Function<Request, Future<Response>> send) {
    boolean cluster = link.isCluster();
    String sha = cluster ? script.clusterSha() : script.sha();
    return send.apply(request(Command.EVALSHA, sha, keys, args))
        .recover(
            failure ->
                Failures.isReply(failure, "NOSCRIPT")
                    ? send.apply(
                        request(
                            Command.EVAL,
                            cluster ? script.clusterSource() : script.source(),
                            keys,
                            args))
                    : Future.failedFuture(failure));
  }

  private static Request request(Command command, String script, List<String> keys, List<?> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    for (Object arg : args) {
      switch (arg) {
        case String text -> request.arg(text);
        case Buffer bytes -> request.arg(bytes);
        case Number number -> request.arg(number.toString());
        default ->
            throw new IllegalArgumentException(
                "a script takes text, bytes and numbers, not " + arg.getClass().getSimpleName());
      }
    }
    return request;
  }
}
