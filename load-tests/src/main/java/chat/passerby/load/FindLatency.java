package chat.passerby.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the time from {@code find} to {@code matched} with an otherwise empty queue, as the second
 * of two visitors sees it through a real socket. The node must run without limits:
 * {@code PASSERBY_NEXT_PER_MINUTE=0} and {@code PASSERBY_FRAMES_PER_SECOND=0}.
 *
 * <p>Arguments: the server's address and how many pairs are measured, after a tenth as many to warm
 * up.
 */
public final class FindLatency {
  private static final JsonObject FIND = new JsonObject().put("type", "find").put("mode", "text");

  private final Visitor first;
  private final Visitor second;

  private FindLatency(Visitor first, Visitor second) {
    this.first = first;
    this.second = second;
  }

  public static void main(String[] args) {
    URI server = URI.create(args.length > 0 ? args[0] : "http://localhost:8080");
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Vertx vertx = Vertx.vertx();
    Visitor.Clients clients = Visitor.Clients.of(vertx, server);
    try {
      Visitor first = Visitor.come(clients).await();
      Visitor second = Visitor.come(clients).await();
      FindLatency latency = new FindLatency(first, second);
      latency.run(pairs / 10);
      print(latency.run(pairs));
    } finally {
      vertx.close().await();
    }
  }

  private long[] run(int pairs) {
    long[] nanos = new long[pairs];
    for (int i = 0; i < pairs; i++) {
      nanos[i] = pair();
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private long pair() {
    Future<JsonObject> waiting = first.await("waiting");
    Future<JsonObject> firstMatched = first.await("matched");
    first.send(FIND);
    waiting.await();
    Future<Long> matched = second.await("matched").map(frame -> System.nanoTime());
    long sent = System.nanoTime();
    second.send(FIND);
    long took = matched.await() - sent;
    String room = firstMatched.await().getString("room");
    Future<JsonObject> firstIdle = first.await("idle");
    Future<JsonObject> secondLeft = second.await("left");
    first.send(new JsonObject().put("type", "leave").put("room", room));
    firstIdle.await();
    secondLeft.await();
    return took;
  }

  private static void print(long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "find to matched, %d pairs: median %.3f ms, p99 %.3f ms, max %.3f ms%n",
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }
}
