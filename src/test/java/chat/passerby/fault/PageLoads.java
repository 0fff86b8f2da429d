package chat.passerby.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who loads pages through a proxy all the time, each over a connection of its own. */
final class PageLoads implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final List<String> PATHS =
      List.of("/", "/api/status", "/moderation", "/service-worker.js", "/");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setConnectTimeout(2_000));
  private final int port;
  private final long timer;
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  PageLoads(int port) {
    this.port = port;
    timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> load(PATHS.get(tries.get() % PATHS.size())));
  }

  private void load(String path) {
    tries.incrementAndGet();
    http.request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(
            request -> request.send().compose(answer -> answer.body().map(answer.statusCode())))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .compose(
            status ->
                status == 200
                    ? Future.succeededFuture(status)
                    : Future.failedFuture("status " + status))
        .onSuccess(status -> done.incrementAndGet())
        .onFailure(e -> failures.merge(path + ": " + e.getMessage(), 1, Integer::sum));
  }

  /** How many were loaded whole. */
  int done() {
    return done.get();
  }

  /** How many of each kind failed. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
