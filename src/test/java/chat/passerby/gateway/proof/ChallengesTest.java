package chat.passerby.gateway.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Secret;
import chat.passerby.time.MovableClock;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which solutions are taken, and for whom. */
class ChallengesTest {
  private static final InetAddress HERE = address("192.0.2.1");
  private static final InetAddress THERE = address("192.0.2.2");

  private final MovableClock clock = new MovableClock();
  private final Challenges challenges = challenges("a secret that only tests know");

  @Test
  void solution_inTimeAndFromTheSameAddress_isRight() {
    JsonObject challenge = challenges.challenge(HERE, 1_000);
    assertEquals("SHA-256", challenge.getString("algorithm"));
    assertEquals(1_000, challenge.getLong("maxnumber"));
    assertEquals(
        Optional.of(new Challenges.Solved(challenge.getString("challenge"), 1_000)),
        challenges.solved(Solver.solve(challenge), HERE));
  }

  /** One block of SHA-256 holds 55 bytes, so that a device hashes one for each try. */
  @Test
  void salt_withANumberOfSixDigits_fitsOneBlock() {
    assertTrue(challenges.challenge(HERE, 100_000).getString("salt").length() + 6 <= 64);
  }

  @Test
  void challenges_madeTwice_differ() {
    assertNotEquals(challenges.challenge(HERE, 1_000), challenges.challenge(HERE, 1_000));
  }

  @Test
  void solution_fromAnotherAddress_isWrong() {
    String solution = Solver.solve(challenges.challenge(HERE, 1_000));
    assertEquals(Optional.empty(), challenges.solved(solution, THERE));
  }

  @Test
  void solution_ofAnotherSecret_isWrong() {
    String solution =
        Solver.solve(challenges("another secret of the tests").challenge(HERE, 1_000));
    assertEquals(Optional.empty(), challenges.solved(solution, HERE));
  }

  /** By the node's time, and not by the machine's time of day, which may be set. */
  @Test
  void solution_thatIsLate_isWrong() {
    String solution = Solver.solve(challenges.challenge(HERE, 1_000));
    clock.stepWall(Duration.ofDays(3));
    clock.advance(Challenges.LIFETIME.minusSeconds(1));
    assertTrue(challenges.solved(solution, HERE).isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), challenges.solved(solution, HERE));
  }

  @Test
  void solution_withAnotherSaltAndNumber_isWrong() {
    JsonObject challenge = challenges.challenge(HERE, 1_000);
    String number = Long.toString(Solver.number(challenge));
    for (int i = 0; i < number.length(); i++) {
      String rest = number.substring(i + 1);
      JsonObject other =
          challenge
              .copy()
              .put("salt", challenge.getString("salt") + number.substring(0, i + 1))
              .put("number", rest.isEmpty() ? 0L : Long.parseLong(rest));
      assertEquals(Optional.empty(), challenges.solved(Solver.encode(other), HERE));
    }
  }

  @Test
  void solution_ofTheSameChallenge_hasTheSameNameWhateverElseIsSent() {
    JsonObject challenge = challenges.challenge(HERE, 1_000);
    long number = Solver.number(challenge);
    JsonObject more = challenge.copy().put("took", 17);
    assertEquals(
        challenges.solved(Solver.solution(challenge, number), HERE),
        challenges.solved(Solver.solution(more, number), HERE));
    JsonObject upper =
        challenge
            .copy()
            .put("challenge", challenge.getString("challenge").toUpperCase(Locale.ROOT));
    assertEquals(Optional.empty(), challenges.solved(Solver.solution(upper, number), HERE));
  }

  @Test
  void solution_ofAChangedChallenge_isWrong() {
    JsonObject challenge = challenges.challenge(HERE, 1_000);
    long number = Solver.number(challenge);
    JsonObject more =
        challenge.copy().put("salt", challenge.getString("salt").replace("1000", "9000"));
    assertEquals(Optional.empty(), challenges.solved(Solver.solution(more, number), HERE));
    JsonObject weaker = challenge.copy().put("algorithm", "SHA-1");
    assertEquals(Optional.empty(), challenges.solved(Solver.solution(weaker, number), HERE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "nonsense",
        "[]",
        "null",
        "{}",
        "{\"algorithm\":5}",
        "{\"algorithm\":\"SHA-256\"}",
        "{\"algorithm\":\"SHA-256\",\"challenge\":null,\"number\":1,\"salt\":\"x\",\"signature\":\"y\"}",
        "{\"algorithm\":\"SHA-256\",\"challenge\":\"a\",\"number\":\"1\",\"salt\":\"x\",\"signature\":\"y\"}",
        "{\"algorithm\":\"SHA-256\",\"challenge\":\"a\",\"number\":1,\"salt\":\"?expires=x&\",\"signature\":\"y\"}",
        "{\"algorithm\":\"SHA-256\",\"challenge\":\"a\",\"number\":1,\"salt\":\"?%zz=%\",\"signature\":\"y\"}"
      })
  void text_thatIsNoSolution_isWrong(String text) {
    assertEquals(Optional.empty(), challenges.solved(text, HERE));
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), challenges.solved(encoded, HERE));
  }

  @Test
  void text_thatIsLong_isNotRead() {
    String endless = "A".repeat(16_000);
    assertEquals(Optional.empty(), challenges.solved(endless, HERE));
  }

  private Challenges challenges(String secret) {
    return new Challenges(Secret.of(secret), clock);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
