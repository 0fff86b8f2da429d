package chat.passerby.fault;

import chat.passerby.NodeProcess;
import chat.passerby.redis.SteppedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Visitors on nodes, what goes wrong meanwhile, and the verdict. */
public final class FaultRun implements AutoCloseable {
  private static final Duration CALM = Duration.ofSeconds(40);
  private static final int SHOWN_VIOLATIONS = 5;
  private static final int SHOWN_LINES = 80;

  /**
   * Whether everything is played and held to. {@code .ci/run} does; {@code mvn verify} by itself
   * does not, since rare violations are left: see {@code src/docs/testing.md}.
   */
  public static final boolean HARDEST = Boolean.getBoolean("passerby.fault.hardest");

  private final long seed;
  private final Duration grace;
  final Fleet fleet;
  final Crowd crowd;
  private final Moderator moderator;
  private final List<Fault.Done> faults = new ArrayList<>();

  /**
   * @param folder where nodes and Redis keep their files
   */
  public FaultRun(long seed, Path folder, int nodes, Duration grace) {
    this(seed, folder, grace, nodes(nodes), nodes(nodes));
  }

  private static List<Path> nodes(int count) {
    return Collections.nCopies(count, NodeProcess.jar());
  }

  /**
   * A run with nodes of several builds.
   *
   * @param jars of the first nodes
   * @param replacements the jars of those that take their places
   */
  FaultRun(long seed, Path folder, Duration grace, List<Path> jars, List<Path> replacements) {
    this.seed = seed;
    this.grace = grace;
    this.fleet = new Fleet(folder, grace, jars, replacements);
    this.crowd = new Crowd(seed, fleet::nodes);
    this.moderator = crowd.moderator(fleet.redis().endpoint());
  }

  /** So many visitors come. */
  public void come(int visitors, Script script) {
    crowd.come(visitors, script);
  }

  /** All of a plan, one fault after the other. */
  public void play(FaultPlan plan) {
    for (FaultPlan.Step step : plan.steps()) {
      rest(step.rest());
      inflict(step.fault());
    }
  }

  /** Does it and waits until it is over. */
  public Fault.Done inflict(Fault fault) {
    long began = crowd.now();
    String node = "";
    switch (fault) {
      case Fault.KillNode kill -> {
        node = fleet.name(kill.node());
        fleet.kill(kill.node());
        fleet.replace(kill.node());
      }
      case Fault.DrainNode drain -> {
        node = fleet.name(drain.node());
        int code = fleet.drain(drain.node());
        if (code != 0) {
          throw new AssertionError(node + " was to drain and ended with " + code);
        }
        fleet.replace(drain.node());
      }
      case Fault.PauseNode pause -> {
        node = fleet.name(pause.node());
        fleet.pause(pause.node());
        rest(pause.length());
        fleet.resume(pause.node());
      }
      case Fault.DropSockets drop -> crowd.drop(drop.percent(), grace.plusSeconds(3));
      case Fault.PartAtReturn part -> crowd.partAtReturn(part.percent());
      case Fault.Burst burst -> crowd.burst(burst.percent());
      case Fault.Ban ban -> crowd.ban(ban.percent(), moderator);
      case Fault.StepNodeClock step -> {
        node = fleet.name(step.node());
        wrong(fleet.clock(step.node()), step.by(), step.length());
      }
      case Fault.StepRedisClock step -> wrong(fleet.redisClock(), step.by(), step.length());
      case Fault.LoseRedisData lose -> {
        crowd.drop(lose.percent(), grace.plusSeconds(3));
        fleet.redis().command("FLUSHALL");
        crowd.drop(lose.percent(), grace.plusSeconds(3));
      }
      case Fault.FreezeRedis freeze -> {
        fleet.redis().pause();
        rest(freeze.length());
        fleet.redis().resume();
      }
      case Fault.RestartRedis restart -> {
        fleet.redis().kill();
        rest(restart.away());
        fleet.redis().restart();
      }
      case Fault.DelayRedis delay -> {
        fleet.wire().delay(delay.delay().dividedBy(2)); // on each way
        rest(delay.length());
        fleet.wire().delay(Duration.ZERO);
      }
    }
    Fault.Done done = new Fault.Done(fault, node, began, crowd.now());
    faults.add(done);
    return done;
  }

  private static void wrong(SteppedClock clock, Duration by, Duration length) {
    clock.set(by);
    rest(length);
    clock.set(Duration.ZERO);
  }

  /** Nothing goes wrong for a while. */
  public static void rest(Duration length) {
    long until = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Waits until something is so, or too long. */
  static boolean awaits(Duration atMost, BooleanSupplier condition) {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      rest(Duration.ofMillis(100));
    }
    return true;
  }

  /** Lets everybody find somebody and get what is under way, and reads the records. */
  public Findings verdict() {
    crowd.follow(Script.FAITHFUL);
    rest(Duration.ofSeconds(2));
    crowd.follow(Script.QUIET);
    awaits(grace.plus(CALM), crowd::isCalm);
    return new FaultChecker(grace).check(crowd.records(), faults, crowd.now());
  }

  /** Fails unless every promise was kept. */
  public void assertKept(Findings findings) {
    boolean kept =
        findings.violations().stream()
            .allMatch(each -> each.kind() == Violation.Kind.LEFT_REPEATED && !HARDEST);
    if (kept) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(findings.violations().size()).append(" violations, -Dpasserby.fault.seed=");
    text.append(seed).append("; ").append(findings.tally).append('\n');
    faults.forEach(done -> text.append(done).append('\n'));
    text.append("records in ").append(write()).append('\n');
    findings.violations().forEach(each -> text.append(each).append('\n'));
    for (Violation violation : findings.violations().stream().limit(SHOWN_VIOLATIONS).toList()) {
      text.append('\n').append(violation).append('\n');
      violation.evidence().stream().limit(SHOWN_LINES).forEach(l -> text.append(l).append('\n'));
    }
    throw new AssertionError(text.toString());
  }

  private Path write() {
    try {
      Path file = Files.createTempFile("passerby-fault-" + seed + "-", ".txt");
      List<String> lines = new ArrayList<>();
      faults.forEach(done -> lines.add(done.toString()));
      for (VisitorRecord record : crowd.records()) {
        record.entries().forEach(entry -> lines.add(record.visitor() + " " + entry));
      }
      lines.add(fleet.complaints());
      Files.write(file, lines);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    crowd.close();
    fleet.close();
  }
}
