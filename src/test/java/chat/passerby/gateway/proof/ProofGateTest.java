package chat.passerby.gateway.proof;

import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.gateway.proof.ProofSettings.Mode;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.redis.RedisFixture;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofGateTest extends RedisFixture {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int NUMBER = 1_000;

  private final MovableClock clock = new MovableClock();
  private final ProofDemand demand =
      new ProofDemand(new ProofSettings(Mode.ADAPTIVE, NUMBER, 100, 1), clock, new ShieldBook());
  private final ProofGate gate =
      new ProofGate(
          Secret.of("a secret that only tests know"),
          demand,
          redis.runner(),
          new ProofMeters(new Meters(new SimpleMeterRegistry())),
          clock);

  ProofGateTest(@TempDir Path data) {
    super(data);
  }

  /** The rush may be over while Redis is asked. */
  @Test
  void solution_refusedWhenNoWorkIsNeededAnyMore_isStillAnsweredByAChallenge() {
    gate.opened(HERE);
    gate.opened(HERE);
    Optional<String> solution = gate.challenge(HERE).map(Solver::solve);
    assertEquals(true, solution.isPresent());
    get(gate.pass(solution, HERE));
    Future<Void> again = gate.pass(solution, HERE);
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), gate.challenge(HERE));
    assertEquals(HttpError.PROOF_NOT_TAKEN, failure(HttpRefusal.class, again).error());
  }
}
