package chat.passerby.gateway.proof;

import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;
import org.altcha.altcha.Altcha.Challenge;
import org.altcha.altcha.Altcha.ChallengeOptions;
import org.altcha.altcha.Altcha.Payload;

/**
 * Makes challenges and checks solutions, keeping nothing. A challenge is signed with a key for its
 * address, so its solution opens no session of another. Its salt says when it expires and how much
 * work it stands for.
 *
 * <p>Expiry is checked here, by the node's clock. A solution is known by the hash in its challenge,
 * and not by its text: that hash tells whether it was used before.
 */
final class Challenges {
  /** Longer than a slow phone takes, however busy its address is. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Twice as long as one of ours. */
  private static final int MAX_SOLUTION_CHARS = 800;

  private static final String MAC = "HmacSHA256";
  private static final Algorithm ALGORITHM = Algorithm.SHA256;
  private static final String WORK = "w";
  private static final String EXPIRES = "expires";

  private final SecretKeySpec key;
  private final NodeClock clock;

  /**
   * A solution that is right, for this address and in time.
   *
   * @param challenge names it
   * @param number how much work its challenge stood for
   */
  record Solved(String challenge, int number) {}

  Challenges(Secret secret, NodeClock clock) {
    // A key of its own: nothing else that is signed with the secret can pass as a challenge.
    this.key =
        new SecretKeySpec(
            mac(
                new SecretKeySpec(secret.bytes(), MAC),
                "passerby proof".getBytes(StandardCharsets.US_ASCII)),
            MAC);
    this.clock = clock;
  }

  /** A challenge as clients get it, with the field names of ALTCHA. */
  JsonObject challenge(InetAddress address, int number) {
    ChallengeOptions options =
        new ChallengeOptions()
            .setAlgorithm(ALGORITHM)
            .setHmacKey(key(address))
            .setMaxNumber((long) number)
            .setSecureRandomNumber(true)
            .setExpires(clock.instant().plus(LIFETIME).getEpochSecond())
            .addParam(WORK, Integer.toString(number));
    try {
      Challenge made = Altcha.createChallenge(options);
      return new JsonObject()
          .put("algorithm", made.algorithm)
          .put("challenge", made.challenge)
          .put("maxnumber", made.maxnumber)
          .put("salt", made.salt)
          .put("signature", made.signature);
    } catch (Exception e) {
      throw new IllegalStateException("Every Java platform must have SHA-256 and its HMAC.", e);
    }
  }

  /**
   * Checks a solution.
   *
   * @param solution the Base64 text of a JSON object, as ALTCHA's clients send it
   * @return empty for one that is wrong, for another address, or too late
   */
  Optional<Solved> solved(String solution, InetAddress address) {
    if (solution.length() > MAX_SOLUTION_CHARS) {
      return Optional.empty();
    }
    try {
      Payload payload = payload(new JsonObject(text(solution)));
      if (!Altcha.verifySolution(payload, key(address), false)) {
        return Optional.empty();
      }
      Map<String, String> params = Altcha.extractParams(payload.salt);
      Instant end = Instant.ofEpochSecond(Long.parseLong(params.get(EXPIRES)));
      return clock.instant().isBefore(end)
          ? Optional.of(new Solved(payload.challenge, Integer.parseInt(params.get(WORK))))
          : Optional.empty();
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (Exception e) {
      throw new IllegalStateException("Every Java platform must have SHA-256 and its HMAC.", e);
    }
  }

  private static String text(String solution) {
    return new String(Base64.getDecoder().decode(solution), StandardCharsets.UTF_8);
  }

  private static Payload payload(JsonObject fields) {
    if (!ALGORITHM.getName().equals(fields.getString("algorithm"))) {
      throw new IllegalArgumentException("another algorithm");
    }
    Payload payload = new Payload();
    payload.algorithm = ALGORITHM.getName();
    payload.challenge = fields.getString("challenge");
    payload.number = fields.getLong("number");
    payload.salt = fields.getString("salt");
    payload.signature = fields.getString("signature");
    return payload;
  }

  private String key(InetAddress address) {
    return Base64.getEncoder().encodeToString(mac(key, address.getAddress()));
  }

  private static byte[] mac(SecretKeySpec key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + MAC + ".", e);
    }
  }
}
