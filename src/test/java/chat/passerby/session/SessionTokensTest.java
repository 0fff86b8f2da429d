package chat.passerby.session;

import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.settings.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SessionTokensTest {
  private static final String SECRET = "a secret of thirty-two characters";
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Identity ANNA = new Identity(new SessionId("anna"), new DeviceId("phone"));

  private final Instant now = Instant.now();

  private final Vertx vertx = Vertx.vertx();
  private final SessionTokens tokens = tokens(SECRET, now);

  @AfterAll
  void stop() {
    get(vertx.close());
  }

  @Test
  void token_issued_speaksForItsSessionAndDevice() {
    SessionTokens.Issued issued = tokens.issue(ANNA);
    assertEquals(ANNA, get(tokens.verify(issued.token())));
    assertEquals(now.plus(LIFETIME).getEpochSecond(), issued.expiresAt().getEpochSecond());
    assertFalse(issued.toString().contains(issued.token()));
  }

  @Test
  void token_ofAnotherNodeWithTheSameSecret_isTaken() {
    assertEquals(ANNA, get(tokens(SECRET, now).verify(tokens.issue(ANNA).token())));
  }

  /**
   * vertx-auth-jwt 5.0.10 refuses a token whose {@code iat} lies ahead of this machine's time of
   * day, with a leeway of 0 seconds.
   */
  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT90S", "PT13H", "PT-10M"})
  void token_ofANodeWhoseMachineIsAheadOrBehind_isTaken(Duration step) {
    SessionTokens stepped = tokens(SECRET, now, now.plus(step));
    assertEquals(ANNA, get(tokens.verify(stepped.issue(ANNA).token())));
    assertEquals(ANNA, get(stepped.verify(tokens.issue(ANNA).token())));
  }

  /** Another build of Passerby may say when it issued a token. */
  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT90S", "PT13H"})
  void token_issuedLaterThanNow_isTaken(Duration ahead) {
    long issued = now.plus(ahead).getEpochSecond();
    assertEquals(ANNA, get(tokens.verify(signed(claims -> claims.put("iat", issued)))));
  }

  /** The library would judge by the time of day of the machine that the test runs on. */
  @Test
  void token_isJudgedByTheTimeAgreedOn_notByTheTimeOfDay() {
    SessionTokens longAgo = tokens(SECRET, now.minus(Duration.ofDays(100)));
    SessionTokens.Issued issued = longAgo.issue(ANNA);
    assertEquals(ANNA, get(longAgo.verify(issued.token())));
    refused(tokens, issued.token());
  }

  @Test
  void token_runsOut_whenItSaysSo() {
    SessionTokens.Issued issued = tokens.issue(ANNA);
    assertEquals(
        ANNA, get(tokens(SECRET, issued.expiresAt().minusMillis(1)).verify(issued.token())));
    refused(tokens(SECRET, issued.expiresAt()), issued.token());
  }

  @Test
  void token_madeByHandLikeOurs_isTaken() {
    assertEquals(ANNA, get(tokens.verify(signed(claims -> claims))));
  }

  @Test
  void token_signedWithAnotherKey_isRefused() {
    refused(tokens, tokens("another secret of many characters", now).issue(ANNA).token());
  }

  @Test
  void token_unsigned_isRefused() {
    String header = encoded(new JsonObject().put("alg", "none").put("typ", "JWT"));
    String payload = encoded(claims());
    refused(tokens, header + "." + payload + ".");
    refused(tokens, header + "." + payload);
    refused(tokens, header + "." + payload + "." + tokens.issue(ANNA).token().split("\\.", -1)[2]);
  }

  @Test
  void token_changed_isRefused() {
    String[] parts = tokens.issue(ANNA).token().split("\\.", -1);
    String ben = encoded(claims().put("sub", "ben"));
    refused(tokens, parts[0] + "." + ben + "." + parts[2]);
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void token_withUnfitClaims_isRefused(String what, UnaryOperator<JsonObject> change) {
    refused(tokens, signed(change));
  }

  Stream<Object[]> unfit() {
    return Stream.of(
        unfit("no expiry", claims -> without(claims, "exp")),
        unfit("expiry of no number", claims -> claims.put("exp", "never")),
        unfit("expiry past", claims -> claims.put("exp", now.getEpochSecond() - 60)),
        unfit("no issuer", claims -> without(claims, "iss")),
        unfit("another issuer", claims -> claims.put("iss", "somebody")),
        unfit("no audience", claims -> without(claims, "aud")),
        unfit("another audience", claims -> claims.put("aud", "passerby-appeal")),
        unfit("no session", claims -> without(claims, "sub")),
        unfit("a session of no form", claims -> claims.put("sub", "an na")),
        unfit("no device", claims -> without(claims, "dev")),
        unfit("a device of no form", claims -> claims.put("dev", "")));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void token_malformed_isRefused(String token) {
    refused(tokens, token);
  }

  static Stream<String> malformed() {
    return Stream.of("", ".", "..", "a.b.c", "{}", "eyJ.eyJ.eyJ", "\u0000.\u0000.\u0000");
  }

  private static Object[] unfit(String what, UnaryOperator<JsonObject> change) {
    return new Object[] {what, change};
  }

  private static JsonObject without(JsonObject claims, String name) {
    claims.remove(name);
    return claims;
  }

  private static void refused(SessionTokens verifier, String token) {
    Throwable failure = failure(Throwable.class, verifier.verify(token));
    assertTrue(token.isEmpty() || !String.valueOf(failure.getMessage()).contains(token));
  }

  private SessionTokens tokens(String secret, Instant at) {
    return tokens(secret, at, at);
  }

  private SessionTokens tokens(String secret, Instant at, Instant wall) {
    return new SessionTokens(vertx, Secret.of(secret), LIFETIME, new FixedClock(at, wall));
  }

  private JsonObject claims() {
    return new JsonObject()
        .put("iss", "passerby")
        .put("aud", "passerby-session")
        .put("sub", "anna")
        .put("dev", "phone")
        .put("iat", now.getEpochSecond())
        .put("exp", now.plus(LIFETIME).getEpochSecond());
  }

  /** A token with our key, whatever it says. */
  private String signed(UnaryOperator<JsonObject> change) {
    String content =
        encoded(new JsonObject().put("alg", "HS256").put("typ", "JWT"))
            + "."
            + encoded(change.apply(claims()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(JsonObject json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
