package chat.passerby.gateway.proof;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Takes each solution once, on all nodes together. */
final class SpendProofScript {
  private static final Script SCRIPT = Script.load("spend_proof");
  static final String SPENT = "passerby:{proofs}:spent";

  /** How many are remembered: 300 a second for as long as they are. */
  static final int MOST = 200_000;

  /**
   * Twice as long as they last, since nodes do not agree on the time to the second. Not multiplied:
   * that loads what is slow at a start.
   */
  private static final Duration MEMORY = Challenges.LIFETIME.plus(Challenges.LIFETIME);

  private final ScriptRunner runner;
  private final int most;

  /** What became of a solution. */
  enum Outcome {
    TAKEN,
    /** The challenge was solved before. */
    USED,
    /** There are too many to remember. */
    FULL
  }

  SpendProofScript(ScriptRunner runner, int most) {
    this.runner = runner;
    this.most = most;
  }

  Future<Outcome> run(String challenge) {
    return runner
        .run(SCRIPT, List.of(SPENT), List.of(challenge, MEMORY.toMillis(), most))
        .map(Replies::number)
        .map(code -> code > 0 ? Outcome.TAKEN : code == 0 ? Outcome.USED : Outcome.FULL);
  }
}
