package chat.passerby.gateway.proof;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;

/** Solves challenges as a client does. */
public final class Solver {
  private Solver() {}

  /** The text to send as {@code altcha}. */
  public static String solve(JsonObject challenge) {
    return solution(challenge, number(challenge));
  }

  static String solution(JsonObject challenge, long number) {
    return encode(challenge.copy().put("number", number));
  }

  static String encode(JsonObject solution) {
    return Base64.getEncoder().encodeToString(solution.encode().getBytes(StandardCharsets.UTF_8));
  }

  static long number(JsonObject challenge) {
    try {
      return Altcha.solveChallenge(
              challenge.getString("challenge"),
              challenge.getString("salt"),
              Algorithm.SHA256,
              challenge.getLong("maxnumber"),
              0)
          .number;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
