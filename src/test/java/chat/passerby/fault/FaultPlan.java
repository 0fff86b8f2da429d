package chat.passerby.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What goes wrong and when, all of it decided by one seed. Every kind comes in each round of
 * faults, in an order of its own; sockets drop in between.
 */
public record FaultPlan(long seed, List<Step> steps) {
  private static final Duration REDIS_DELAY = Duration.ofMillis(200);

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMillis(50),
          Duration.ofSeconds(45),
          Duration.ofMinutes(10),
          Duration.ofMinutes(-10));

  /** What expires goes by the clock of Redis itself, so a long step is a loss and not a fault. */
  private static final List<Duration> REDIS_STEPS =
      List.of(Duration.ofSeconds(10), Duration.ofSeconds(-10));

  /**
   * @param rest how long nothing more happens before it
   */
  public record Step(Duration rest, Fault fault) {}

  /** How long faults last. */
  public record Pace(
      Duration pause, Duration redisAway, Duration redisSlow, Duration clockWrong, int restMillis) {
    /** So that every kind fits into two minutes. */
    public static final Pace BRISK =
        new Pace(
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            1_200);

    public static final Pace SOAK =
        new Pace(
            Duration.ofSeconds(15),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(12),
            8_000);
  }

  /**
   * A plan of so many rounds.
   *
   * @param hardest whether Redis freezes and loses its data, frames are refused and clocks stepped
   * @param clocks whether clocks can be stepped here
   */
  public static FaultPlan of(
      long seed, int nodes, int rounds, Pace pace, boolean hardest, boolean clocks) {
    Random random = new Random(seed);
    List<Supplier<Fault>> kinds = kinds(random, nodes, pace);
    if (hardest) {
      kinds.addAll(hardest(random));
    }
    if (hardest && clocks) {
      kinds.addAll(clockSteps(random, nodes, pace));
    }
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(kinds, random);
      for (Supplier<Fault> kind : kinds) {
        steps.add(step(random, pace, new Fault.DropSockets(2 + random.nextInt(10))));
        steps.add(step(random, pace, kind.get()));
      }
    }
    return new FaultPlan(seed, List.copyOf(steps));
  }

  private static List<Supplier<Fault>> kinds(Random random, int nodes, Pace pace) {
    return new ArrayList<>(
        List.of(
            () -> new Fault.KillNode(random.nextInt(nodes)),
            () -> new Fault.PauseNode(random.nextInt(nodes), pace.pause()),
            () -> new Fault.DrainNode(random.nextInt(nodes)),
            () -> new Fault.RestartRedis(pace.redisAway()),
            () -> new Fault.DelayRedis(REDIS_DELAY, pace.redisSlow()),
            () -> new Fault.PartAtReturn(20 + random.nextInt(30)),
            () -> new Fault.Ban(1 + random.nextInt(2))));
  }

  private static List<Supplier<Fault>> hardest(Random random) {
    return List.of(
        () -> new Fault.FreezeRedis(Duration.ofSeconds(5 + random.nextInt(8))),
        () -> new Fault.LoseRedisData(5 + random.nextInt(10)),
        () -> new Fault.Burst(10 + random.nextInt(30)));
  }

  private static List<Supplier<Fault>> clockSteps(Random random, int nodes, Pace pace) {
    return List.of(
        () ->
            new Fault.StepNodeClock(random.nextInt(nodes), pick(random, STEPS), pace.clockWrong()),
        () -> new Fault.StepRedisClock(pick(random, REDIS_STEPS), pace.clockWrong()));
  }

  private static Duration pick(Random random, List<Duration> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Step step(Random random, Pace pace, Fault fault) {
    return new Step(Duration.ofMillis(random.nextInt(pace.restMillis()) + 100L), fault);
  }
}
