package chat.passerby.load;

import chat.passerby.matchmaking.policy.Criteria;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Measures the engine from the queue to the news of a match, without sockets: a real Redis, pairing
 * as it is deployed, and event loops that bring people in.
 *
 * <p>Arguments: what is measured, and for how many seconds at most.
 *
 * <ul>
 *   <li>{@code NO_WISHES}, {@code ZIPF}: pairs per second when each who is matched is replaced by
 *       somebody new at once
 *   <li>{@code INCOMPATIBLE}: the time from the second of two to the news, beside 50,000 people who
 *       match nobody
 * </ul>
 */
public final class EngineBenchmark {
  private static final int GATEWAYS = 2;

  /** People of one gateway who wait at a time. */
  private static final int WAITING = 2_000;

  private static final long MAX_PAIRS = 600_000;
  private static final int CROWD = 50_000;
  private static final int PAIRS_A_SECOND = 100;
  private static final int WARM_UP_SECONDS = 4;

  private EngineBenchmark() {}

  public static void main(String[] args) throws IOException {
    Crowd crowd = args.length > 0 ? Crowd.valueOf(args[0]) : Crowd.NO_WISHES;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    try (EngineNode node = EngineNode.start(GATEWAYS)) {
      if (crowd == Crowd.INCOMPATIBLE) {
        measureLatency(node, seconds);
      } else {
        measureThroughput(node, crowd, seconds);
      }
      node.info("commandstats")
          .lines()
          .filter(line -> line.matches("cmdstat_.*"))
          .forEach(System.out::println);
      node.info("cpu").lines().filter(line -> line.startsWith("used")).forEach(System.out::println);
    }
  }

  private static void measureThroughput(EngineNode node, Crowd crowd, int seconds) {
    AtomicLong told = new AtomicLong();
    AtomicBoolean ended = new AtomicBoolean();
    for (EngineNode.Gateway gateway : node.gateways()) {
      Source source = new Source(gateway, crowd, told, ended);
      gateway.run(
          turn -> {
            for (int i = 0; i < WAITING; i++) {
              source.next();
            }
          });
    }
    pause(node, WARM_UP_SECONDS);
    long toldBefore = told.get();
    long began = System.nanoTime();
    for (int i = WARM_UP_SECONDS; i < seconds && told.get() / 2 < MAX_PAIRS; i++) {
      pause(node, 1);
    }
    double took = (System.nanoTime() - began) / 1e9;
    ended.set(true);
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f pairs/s over %.0f s%n",
        crowd,
        (told.get() - toldBefore) / 2 / took,
        took);
  }

  /** Brings somebody new for each who is matched. */
  private static final class Source {
    private final EngineNode.Gateway gateway;
    private final Crowd crowd;
    private final AtomicLong told;
    private final AtomicBoolean ended;
    private final Random random = new Random(42);
    private int number;

    Source(EngineNode.Gateway gateway, Crowd crowd, AtomicLong told, AtomicBoolean ended) {
      this.gateway = gateway;
      this.crowd = crowd;
      this.told = told;
      this.ended = ended;
    }

    void next() {
      gateway
          .enter(
              crowd.criteria(number++, random),
              () -> {
                if (told.incrementAndGet() / 2 < MAX_PAIRS && !ended.get()) {
                  next();
                }
              })
          .onFailure(
              failure -> {
                if (!ended.get()) {
                  System.err.println("not queued: " + failure.getMessage());
                }
              });
    }
  }

  private static void measureLatency(EngineNode node, int seconds) {
    fill(node);
    int pairs = PAIRS_A_SECOND * (seconds - WARM_UP_SECONDS);
    int warmUp = PAIRS_A_SECOND * WARM_UP_SECONDS;
    long[] nanos = new long[pairs];
    AtomicInteger left = new AtomicInteger(warmUp + pairs);
    AtomicInteger brought = new AtomicInteger();
    Promise<Void> done = Promise.promise();
    node.vertx()
        .setPeriodic(
            1_000 / PAIRS_A_SECOND,
            tick -> {
              int number = brought.getAndIncrement();
              if (number >= warmUp + pairs) {
                node.vertx().cancelTimer(tick);
                return;
              }
              bringTwo(
                  node,
                  number,
                  took -> {
                    if (number >= warmUp) {
                      nanos[number - warmUp] = took;
                    }
                    if (left.decrementAndGet() == 0) {
                      done.complete();
                    }
                  });
            });
    done.future().timeout(2L * seconds, TimeUnit.SECONDS).await();
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "second of two to matched, %d waiting, %d pairs: median %.3f ms, p99 %.3f ms, max %.3f"
            + " ms%n",
        CROWD,
        pairs,
        nanos[pairs / 2] / 1e6,
        nanos[(int) (pairs * 0.99)] / 1e6,
        nanos[pairs - 1] / 1e6);
  }

  private static void fill(EngineNode node) {
    Random random = new Random(42);
    Promise<Void> filled = Promise.promise();
    node.gateways().getFirst().run(gateway -> fill(gateway, random, 0, filled));
    filled.future().await();
  }

  private static void fill(
      EngineNode.Gateway gateway, Random random, int number, Promise<Void> filled) {
    if (number == CROWD) {
      filled.complete();
      return;
    }
    int next = Math.min(CROWD, number + 1_000);
    for (int i = number; i < next; i++) {
      var queued = gateway.enter(Crowd.INCOMPATIBLE.criteria(i, random), () -> {});
      if (i == next - 1) {
        queued.onSuccess(reply -> fill(gateway, random, next, filled)).onFailure(filled::fail);
      } else {
        queued.onFailure(filled::tryFail);
      }
    }
  }

  private static void bringTwo(EngineNode node, int number, LongConsumer measured) {
    Criteria criteria = new Criteria(List.of("pair " + number), List.of("en"), true);
    EngineNode.Gateway first = node.gateways().get(number % GATEWAYS);
    EngineNode.Gateway second = node.gateways().get((number + 1) % GATEWAYS);
    first.run(
        one ->
            one.enter(criteria, () -> {})
                .onSuccess(
                    queued ->
                        second.run(
                            other -> {
                              long began = System.nanoTime();
                              other
                                  .enter(criteria, () -> measured.accept(System.nanoTime() - began))
                                  .onFailure(failure -> System.err.println(failure.getMessage()));
                            })));
  }

  private static void pause(EngineNode node, int seconds) {
    node.vertx().timer(seconds, TimeUnit.SECONDS).await();
  }
}
