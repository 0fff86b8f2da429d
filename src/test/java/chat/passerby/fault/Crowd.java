package chat.passerby.fault;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.link.RedisEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All scripted visitors of a run, on one event loop; every method waits for that loop. */
public final class Crowd implements AutoCloseable {
  /** So many come at once: nodes that have just started are slow. */
  private static final int WAVE = 50;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final RunClock clock = new RunClock();
  private final Random random;
  private final Surroundings around;
  private final List<ScriptedVisitor> visitors = new ArrayList<>();

  Crowd(long seed, Supplier<List<Link.Node>> nodes) {
    random = new Random(seed);
    around =
        new Surroundings(
            vertx,
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false)),
            vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(100_000).setConnectTimeout(2_000)),
            clock,
            nodes);
  }

  long now() {
    return clock.millis();
  }

  /** So many visitors come and are welcomed. */
  void come(int count, Script script) {
    for (int done = 0; done < count; done += WAVE) {
      int wave = Math.min(WAVE, count - done);
      await(onLoop(() -> comeAll(wave, script)).compose(all -> all));
    }
  }

  private Future<?> comeAll(int count, Script script) {
    List<Future<Void>> welcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ScriptedVisitor visitor =
          new ScriptedVisitor(around, "v" + visitors.size(), random.nextLong());
      visitors.add(visitor);
      visitor.follow(script);
      welcomes.add(visitor.come());
    }
    return Future.all(welcomes);
  }

  void follow(Script script) {
    each(visitor -> visitor.follow(script));
  }

  /**
   * Breaks the connections of some.
   *
   * @param away how long those stay away who cannot come back at once
   */
  void drop(int percent, Duration away) {
    each(
        visitor -> {
          if (random.nextInt(100) < percent) {
            visitor.drop(away.toMillis());
          }
        });
  }

  /**
   * Of some who talk with each other one loses its connection, and the other leaves as it is back.
   */
  void partAtReturn(int percent) {
    await(
        onLoop(
            () -> {
              Map<String, ScriptedVisitor> first = new HashMap<>();
              for (ScriptedVisitor visitor : visitors) {
                ScriptedVisitor partner =
                    visitor.room().isEmpty() ? null : first.put(visitor.room(), visitor);
                if (partner != null && random.nextInt(100) < percent) {
                  visitor.comeBackWhile(partner::part);
                }
              }
              return true;
            }));
  }

  /** Who decides in the name of moderators, on the loop of the visitors. */
  Moderator moderator(RedisEndpoint redis) {
    return await(onLoop(() -> Moderator.on(vertx, redis)).compose(starting -> starting));
  }

  /** The sessions of some are banned; waits until that has been answered. */
  void ban(int percent, Moderator moderator) {
    await(
        onLoop(
                () ->
                    visitors.stream()
                        .filter(visitor -> !visitor.isBanned() && random.nextInt(100) < percent)
                        .map(visitor -> visitor.ban(moderator))
                        .toList())
            .compose(Future::all));
  }

  /** Some send far more than they may. */
  void burst(int percent) {
    each(
        visitor -> {
          if (random.nextInt(100) < percent) {
            visitor.burst();
          }
        });
  }

  int banned() {
    return (int) count(ScriptedVisitor::isBanned);
  }

  /** How many talk with somebody and have nothing under way. */
  int settled() {
    return (int) count(ScriptedVisitor::isSettled);
  }

  boolean isCalm() {
    long waiting = count(ScriptedVisitor::isWaiting);
    return settled() + waiting + banned() == visitors.size() && waiting < 2;
  }

  private long count(Predicate<ScriptedVisitor> what) {
    return await(onLoop(() -> visitors.stream().filter(what).count()));
  }

  List<VisitorRecord> records() {
    return visitors.stream().map(ScriptedVisitor::record).toList();
  }

  int size() {
    return visitors.size();
  }

  Stream<String> rooms() {
    return await(onLoop(() -> visitors.stream().map(ScriptedVisitor::room).toList())).stream();
  }

  private void each(Consumer<ScriptedVisitor> action) {
    await(
        onLoop(
            () -> {
              visitors.forEach(action);
              return true;
            }));
  }

  private <T> Future<T> onLoop(Callable<T> task) {
    Promise<T> done = Promise.promise();
    // With one event loop every context has the same.
    vertx.runOnContext(
        v -> {
          try {
            done.complete(task.call());
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the visitors did not answer", e);
    }
  }

  @Override
  public void close() {
    each(ScriptedVisitor::stop);
    await(vertx.close());
  }
}
