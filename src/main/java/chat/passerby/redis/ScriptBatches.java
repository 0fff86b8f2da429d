package chat.passerby.redis;

import chat.passerby.redis.link.RedisUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Runs the scripts of one turn of an event loop together: those of one kind in one call. What a
 * script costs Redis and this node is mostly the call, so under load each costs a fraction; without
 * load nobody waits longer than the turn.
 *
 * <p>Scripts that name a common key run in the order in which they came; others may not. Used on
 * one event loop only.
 */
final class ScriptBatches {
  /** At most so many in one call: a script must not block Redis for long. */
  static final int MOST = 128;

  private final Executor endOfTurn;
  private final ScriptRunner runner;
  private final Map<Script, Script> repeated = new HashMap<>();
  private final Map<Script, Batch> open = new HashMap<>();
  private final Map<String, Batch> latest = new HashMap<>();
  private List<Batch> batches = new ArrayList<>();
  private boolean flushComing;

  /**
   * @param endOfTurn runs what it is given soon, on the same thread
   * @param runner runs each call
   */
  ScriptBatches(Executor endOfTurn, ScriptRunner runner) {
    this.endOfTurn = endOfTurn;
    this.runner = runner;
  }

  private record Call(List<String> keys, List<?> args, Promise<Response> reply) {}

  private record Batch(int order, Script script, List<Call> calls) {}

  Future<Response> add(Script script, List<String> keys, List<?> args) {
    if (!flushComing) {
      flushComing = true;
      endOfTurn.execute(this::flush);
    }
    Batch batch = batchFor(script, keys);
    Call call = new Call(keys, args, Promise.promise());
    batch.calls().add(call);
    keys.forEach(key -> latest.put(key, batch));
    return call.reply().future();
  }

  /** The batch in which the call overtakes no other of the same key. */
  private Batch batchFor(Script script, List<String> keys) {
    Batch batch = open.get(script);
    if (batch != null && batch.calls().size() < MOST) {
      int earliest = 0;
      for (String key : keys) {
        Batch last = latest.get(key);
        if (last != null) {
          earliest = Math.max(earliest, last.order());
        }
      }
      if (batch.order() >= earliest) {
        return batch;
      }
    }
    Batch another = new Batch(batches.size(), script, new ArrayList<>());
    batches.add(another);
    open.put(script, another);
    return another;
  }

  /** Sends what has been gathered, so that the next command comes after it. */
  void flush() {
    flushComing = false;
    if (batches.isEmpty()) {
      return;
    }
    List<Batch> all = batches;
    batches = new ArrayList<>();
    open.clear();
    latest.clear();
    all.forEach(this::send);
  }

  private void send(Batch batch) {
    List<Call> calls = batch.calls();
    if (calls.size() == 1) {
      alone(batch.script(), calls.getFirst());
      return;
    }
    Call first = calls.getFirst();
    List<String> keys = new ArrayList<>(calls.size() * first.keys().size());
    List<Object> args = new ArrayList<>(1 + calls.size() * (2 + first.args().size()));
    args.add(calls.size());
    for (Call call : calls) {
      keys.addAll(call.keys());
      args.add(call.keys().size());
      args.add(call.args().size());
      args.addAll(call.args());
    }
    Script all = repeated.computeIfAbsent(batch.script(), Script::repeated);
    runner
        .evaluate(all, keys, args)
        .onSuccess(
            replies -> {
              for (int i = 0; i < calls.size(); i++) {
                settle(calls.get(i).reply(), replies.get(i));
              }
            })
        .onFailure(
            e -> {
              if (e instanceof RedisUnavailableException) {
                calls.forEach(call -> call.reply().fail(e));
              } else {
                // One of them broke. The others are not to suffer for it.
                calls.forEach(call -> alone(batch.script(), call));
              }
            });
  }

  /** A script may return an error, and nil comes as null. */
  @SuppressWarnings("NullAway")
  private static void settle(Promise<Response> promise, Response reply) {
    if (reply instanceof Throwable error) {
      promise.fail(error);
    } else {
      promise.complete(reply);
    }
  }

  private void alone(Script script, Call call) {
    runner.evaluate(script, call.keys(), call.args()).onComplete(call.reply());
  }
}
