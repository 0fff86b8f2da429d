package chat.passerby.fault;

import chat.passerby.redis.Eventually;
import java.time.Duration;

/** One fault each, with people who only want to talk on. */
public final class Scenarios {
  private static final int VISITORS = 300;

  private Scenarios() {}

  /** Each node in turn is told to go, and replaced. */
  public static Findings rollingRestart(FaultRun run, int chats) {
    gather(run, chats);
    for (int node = 0; node < run.fleet.size(); node++) {
      run.inflict(new Fault.DrainNode(node));
    }
    return run.verdict();
  }

  /** One node is killed without a word. */
  public static Findings kill(FaultRun run, int chats) {
    gather(run, chats);
    run.inflict(new Fault.KillNode(0));
    // Until everybody could have been told.
    FaultRun.rest(Duration.ofSeconds(6));
    return run.verdict();
  }

  /** Redis goes and comes back with its data, while some few look for others. */
  public static Findings redisAway(FaultRun run, int chats, Duration away) {
    gather(run, chats);
    run.come(Math.max(10, chats / 10), Script.RESTLESS);
    FaultRun.rest(Duration.ofSeconds(3));
    run.inflict(new Fault.RestartRedis(away));
    FaultRun.rest(Duration.ofSeconds(5));
    return run.verdict();
  }

  /** Sessions are banned while everybody meets everybody, and others come in their places. */
  public static Findings bans(FaultRun run, int decisions) {
    run.come(VISITORS, Script.RESTLESS);
    while (run.crowd.banned() < decisions) {
      run.inflict(new Fault.Ban(10));
      run.come(VISITORS + run.crowd.banned() - run.crowd.size(), Script.RESTLESS);
    }
    return run.verdict();
  }

  /** People who talk and stay. */
  private static void gather(FaultRun run, int chats) {
    run.come(2 * chats, Script.FAITHFUL);
    if (!FaultRun.awaits(Eventually.DEADLINE, () -> run.crowd.rooms().noneMatch(String::isEmpty))) {
      throw new AssertionError("not everybody has found somebody");
    }
    FaultRun.rest(Duration.ofSeconds(2));
  }
}
