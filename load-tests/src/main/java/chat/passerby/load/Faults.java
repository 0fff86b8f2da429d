package chat.passerby.load;

import chat.passerby.fault.FaultPlan;
import chat.passerby.fault.FaultRun;
import chat.passerby.fault.Findings;
import chat.passerby.fault.Scenarios;
import chat.passerby.fault.Script;
import chat.passerby.redis.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * The fault suite at full size, on three nodes, a Redis and visitors that it starts itself. Ends
 * with the figures, or with the first promise that was broken and the seed to see it again.
 *
 * <p>Arguments: {@code soak}, {@code rolling-restart}, {@code kill}, {@code redis-away} or {@code
 * bans}; then how many rounds of every fault, chats or decisions; then a seed, if it is not to be a
 * new one.
 */
public final class Faults {
  private static final int NODES = 3;
  private static final int SOAK_VISITORS = 300;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration REDIS_AWAY = Duration.ofSeconds(30);

  private Faults() {}

  public static void main(String[] args) throws IOException {
    String what = args.length > 0 ? args[0] : "soak";
    int size = args.length > 1 ? Integer.parseInt(args[1]) : what.equals("soak") ? 10 : 300;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : new Random().nextLong();
    System.out.println(what + " " + size + " " + seed);
    Path folder = Files.createTempDirectory("passerby-faults");
    try (FaultRun run = new FaultRun(seed, folder, NODES, GRACE)) {
      Findings findings = play(run, what, size, seed);
      System.out.println(findings.tally);
      run.assertKept(findings);
    }
  }

  private static Findings play(FaultRun run, String what, int size, long seed) {
    return switch (what) {
      case "rolling-restart" -> Scenarios.rollingRestart(run, size);
      case "kill" -> Scenarios.kill(run, size);
      case "redis-away" -> Scenarios.redisAway(run, size, REDIS_AWAY);
      case "bans" -> Scenarios.bans(run, size);
      case "soak" -> {
        run.come(SOAK_VISITORS, Script.RESTLESS);
        boolean clocks = SteppedClock.hindrance().isEmpty();
        run.play(FaultPlan.of(seed, NODES, size, FaultPlan.Pace.SOAK, FaultRun.HARDEST, clocks));
        yield run.verdict();
      }
      default ->
          throw new IllegalArgumentException("soak, rolling-restart, kill, redis-away or bans");
    };
  }
}
