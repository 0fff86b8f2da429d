package chat.passerby.gateway.proof;

import chat.passerby.gateway.proof.Challenges.Solved;
import chat.passerby.gateway.proof.ProofMeters.Verdict;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets those through to a session who need no proof of work, or bring one. A check takes about 10
 * µs, far less than handing it to another thread does, so it stays on the event loop.
 */
public final class ProofGate {
  private static final Duration FULL_WAIT = Duration.ofSeconds(30);

  private final Challenges challenges;
  private final ProofDemand demand;
  private final SpendProofScript spend;
  private final ProofMeters meters;

  public ProofGate(
      Secret secret, ProofDemand demand, ScriptRunner runner, ProofMeters meters, NodeClock clock) {
    this.challenges = new Challenges(secret, clock);
    this.demand = demand;
    this.spend = new SpendProofScript(runner, SpendProofScript.MOST);
    this.meters = meters;
  }

  /** The challenge that this address would have to solve; empty when it need not. */
  public Optional<JsonObject> challenge(InetAddress address) {
    int number = demand.of(address);
    if (number == 0) {
      return Optional.empty();
    }
    meters.asked();
    return Optional.of(challenges.challenge(address, number));
  }

  /**
   * Lets somebody through.
   *
   * @param solution what came with the request
   * @return fails with an {@link HttpRefusal} that has a challenge when one has to be solved, or
   *     with the absence of Redis: a solution may otherwise be used time and again
   */
  public Future<Void> pass(Optional<String> solution, InetAddress address) {
    int number = demand.of(address);
    if (number == 0) {
      return Future.succeededFuture();
    }
    if (solution.isEmpty()) {
      return Future.failedFuture(ask(HttpError.PROOF_NEEDED, address, number));
    }
    Optional<Solved> solved = challenges.solved(solution.get(), address);
    if (solved.isEmpty()) {
      return refuse(Verdict.WRONG, address, number);
    }
    if (solved.get().number() < number) {
      return refuse(Verdict.TOO_LITTLE, address, number);
    }
    return spend
        .run(solved.get().challenge())
        .compose(
            outcome ->
                switch (outcome) {
                  case TAKEN -> {
                    meters.solution(Verdict.TAKEN);
                    yield Future.succeededFuture();
                  }
                  case USED -> refuse(Verdict.USED, address, number);
                  case FULL -> {
                    meters.solution(Verdict.FULL);
                    yield Future.failedFuture(HttpRefusal.of(HttpError.OVERLOADED, FULL_WAIT));
                  }
                });
  }

  /** The address gets a session. */
  public void opened(InetAddress address) {
    demand.opened(address);
  }

  private Future<Void> refuse(Verdict verdict, InetAddress address, int number) {
    meters.solution(verdict);
    return Future.failedFuture(ask(HttpError.PROOF_NOT_TAKEN, address, number));
  }

  /** Asks for what was needed when the request came: by now it may be nothing. */
  private HttpRefusal ask(HttpError error, InetAddress address, int number) {
    meters.asked();
    return HttpRefusal.of(error).with("challenge", challenges.challenge(address, number));
  }
}
