package chat.passerby.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures the time from {@code find} to {@code matched} through real sockets, as the second of
 * each two arrivals sees it, at a steady rate of finds that does not wait for answers (an open
 * loop). Between the finds it measures the same sockets with a frame that the gateway answers by
 * itself: what the wire, both event loops and this client cost without any matching.
 *
 * <p>The node must run without limits, see src/docs/testing.md. Arguments: the server's address,
 * finds per second, seconds to measure, seconds to warm up before at ten times that rate.
 */
public final class FindLatency {
  private static final int VISITORS = 256;

  /** A node that has been up for a while has compiled its code: so much faster is the warm-up. */
  private static final int WARM_UP_HASTE = 10;

  private static final int CALM_SECONDS = 5;
  private static final long SETTLING_MILLIS = 1_000;
  private static final JsonObject FIND = new JsonObject().put("type", "find").put("mode", "text");
  private static final JsonObject CANCEL = new JsonObject().put("type", "cancel");

  private final Vertx vertx;

  /** Held: clients that nobody refers to are collected, and their sockets closed. */
  @SuppressWarnings("unused")
  private final Visitor.Clients clients;

  private final Deque<Visitor> idle = new ArrayDeque<>();
  private final List<Long> pairs = new ArrayList<>();
  private final List<Long> echoes = new ArrayList<>();
  private boolean second;
  private int starved;

  private FindLatency(Vertx vertx, Visitor.Clients clients, List<Visitor> visitors) {
    this.vertx = vertx;
    this.clients = clients;
    idle.addAll(visitors);
  }

  public static void main(String[] args) {
    URI server = URI.create(args.length > 0 ? args[0] : "http://localhost:8080");
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    int warmUp = args.length > 3 ? Integer.parseInt(args[3]) : 30;
    // One event loop: a client that spreads over the cores would take them from the node.
    VertxOptions oneLoop =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1);
    Vertx vertx = Vertx.vertx(oneLoop);
    try {
      Promise<FindLatency> ready = Promise.promise();
      vertx.runOnContext(start -> come(vertx, server).onComplete(ready));
      FindLatency latency = ready.future().await();
      latency.run(rate * WARM_UP_HASTE, warmUp).await();
      latency.run(rate, CALM_SECONDS).await();
      latency.clear();
      latency.run(rate, seconds).await();
      latency.print(rate);
    } finally {
      vertx.close().await();
    }
  }

  private static Future<FindLatency> come(Vertx vertx, URI server) {
    Visitor.Clients clients = Visitor.Clients.of(vertx, server);
    return Future.all(
            IntStream.range(0, VISITORS).mapToObj(number -> Visitor.come(clients)).toList())
        .map(all -> new FindLatency(vertx, clients, all.<Visitor>list()));
  }

  private Future<Void> run(int rate, int seconds) {
    Promise<Void> done = Promise.promise();
    int[] left = {rate * seconds};
    long began = System.nanoTime();
    int total = left[0];
    vertx.setPeriodic(
        1,
        tick -> {
          long due = (System.nanoTime() - began) * rate / 1_000_000_000L;
          while (left[0] > 0 && total - left[0] < due) {
            left[0]--;
            find();
          }
          if (left[0] == 0) {
            vertx.cancelTimer(tick);
            // What was found last is told by then.
            vertx.setTimer(SETTLING_MILLIS, late -> done.complete());
          }
        });
    return done.future();
  }

  private void find() {
    Visitor visitor = idle.poll();
    if (visitor == null) {
      starved++;
      return;
    }
    boolean measured = second;
    second = !second;
    if (measured) {
      echo();
    }
    Future<JsonObject> matched = visitor.await("matched");
    long sent = System.nanoTime();
    visitor.send(FIND);
    matched.onSuccess(
        frame -> {
          if (measured) {
            pairs.add(System.nanoTime() - sent);
          }
          boolean leaves = !frame.getBoolean("polite");
          visitor.await(leaves ? "idle" : "left").onSuccess(over -> idle.add(visitor));
          if (leaves) {
            // Long enough for the other's news to have come: only then is the room both sides'.
            vertx.setTimer(20, late -> leave(visitor, frame.getString("room")));
          }
        });
  }

  private static void leave(Visitor visitor, String room) {
    visitor.send(new JsonObject().put("type", "leave").put("room", room));
  }

  private void echo() {
    Visitor visitor = idle.poll();
    if (visitor != null) {
      Future<JsonObject> error = visitor.await("error");
      long sent = System.nanoTime();
      visitor.send(CANCEL);
      error.onSuccess(
          frame -> {
            echoes.add(System.nanoTime() - sent);
            idle.add(visitor);
          });
    }
  }

  private void clear() {
    pairs.clear();
    echoes.clear();
    starved = 0;
  }

  private void print(int rate) {
    System.out.printf(
        Locale.ROOT, "%d finds/s, %d not made for want of an idle visitor%n", rate, starved);
    print("find to matched", pairs);
    print("answered by the gateway alone", echoes);
  }

  private static void print(String what, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d, p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.3f ms%n",
        what,
        sorted.length,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    int place = Math.min(sorted.length - 1, (int) (sorted.length * share));
    return sorted.length == 0 ? Double.NaN : sorted[place] / 1e6;
  }
}
