package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.passkey.PasskeyVerifier.NewKey;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.passkey.SoftAuthenticator.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes come, a passkey is right or it is refused: nothing fails. */
class PasskeyVerifierTest {
  private static final String ORIGIN = "https://chat.example.org";
  private static final Site SITE = new Site("chat.example.org", Set.of(ORIGIN));
  private static final String ACCOUNT = "0a3d5400-0000-4000-8000-000000000000";
  private static final int TRIES = 150;

  private static Vertx vertx;
  private static PasskeyVerifier verifier;

  private final Random random = new Random(20_261_128);
  private final PasskeyChallenge challenge = PasskeyChallenge.random();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    verifier = new PasskeyVerifier(vertx);
  }

  @AfterAll
  static void end() {
    get(vertx.close());
  }

  @ParameterizedTest
  @EnumSource
  void registration_withBytesChanged_isRightOrRefused(Kind kind) {
    SoftAuthenticator key = new SoftAuthenticator(ORIGIN, kind);
    key.attestsItself = true;
    Registration given = registration(key);
    assertTrue(get(verifier.register(given, challenge, SITE)).isPresent());
    key.count = 2;
    Assertion login = assertion(key);
    for (int i = 0; i < TRIES; i++) {
      Registration changed =
          new Registration(
              given.challenge(),
              given.clientData(),
              changed(given.attestation()),
              given.transports());
      Optional<NewKey> added = get(verifier.register(changed, challenge, SITE));
      // Its owner may have spoilt their own key; a login by it fails no worse.
      added.ifPresent(its -> get(verifier.login(login, passkey(its), challenge, SITE)));
      get(
          verifier.register(
              new Registration(
                  given.challenge(), changed(given.clientData()), given.attestation(), List.of()),
              challenge,
              SITE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void login_withBytesChanged_isRefused(Kind kind) {
    SoftAuthenticator key = new SoftAuthenticator(ORIGIN, kind);
    NewKey added = get(verifier.register(registration(key), challenge, SITE)).orElseThrow();
    Passkey passkey = passkey(added);
    key.count = 2;
    Assertion given = assertion(key);
    assertEquals(Optional.of(2L), get(verifier.login(given, passkey, challenge, SITE)));
    for (int i = 0; i < TRIES; i++) {
      int part = i % 3;
      Assertion changed =
          new Assertion(
              given.challenge(),
              given.credentialId(),
              given.userHandle(),
              part == 0 ? changed(given.clientData()) : given.clientData(),
              part == 1 ? changed(given.authenticatorData()) : given.authenticatorData(),
              part == 2 ? changed(given.signature()) : given.signature());
      assertEquals(
          Optional.empty(), get(verifier.login(changed, passkey, challenge, SITE)), "try " + i);
    }
  }

  /** Attestation is not asked for, so a statement that nobody can check is passed over. */
  @Test
  void registration_thatAttestsItself_isTaken() {
    SoftAuthenticator key = new SoftAuthenticator(ORIGIN);
    key.attestsItself = true;
    assertTrue(get(verifier.register(registration(key), challenge, SITE)).isPresent());
  }

  private static Passkey passkey(NewKey added) {
    return new Passkey(
        added.id(),
        ACCOUNT,
        "",
        Instant.EPOCH,
        added.key(),
        List.of(),
        added.synced(),
        added.count(),
        Optional.empty());
  }

  private Buffer changed(Buffer bytes) {
    int at = random.nextInt(bytes.length());
    return switch (random.nextInt(3)) {
      case 0 -> bytes.getBuffer(0, at);
      case 1 -> {
        Buffer copy = bytes.copy();
        yield copy.setByte(at, (byte) (copy.getByte(at) ^ (1 + random.nextInt(255))));
      }
      default ->
          bytes
              .getBuffer(0, at)
              .appendByte((byte) random.nextInt())
              .appendBuffer(bytes.getBuffer(at, bytes.length()));
    };
  }

  private Registration registration(SoftAuthenticator key) {
    JsonNode response = key.create(ACCOUNT, "chat.example.org", challenge.value()).get("response");
    return new Registration(
        Optional.of(challenge),
        bytes(response, "clientDataJSON"),
        bytes(response, "attestationObject"),
        List.of());
  }

  private Assertion assertion(SoftAuthenticator key) {
    JsonNode all = key.get("chat.example.org", challenge.value());
    JsonNode response = all.get("response");
    return new Assertion(
        Optional.of(challenge),
        bytes(all, "id"),
        bytes(response, "userHandle"),
        bytes(response, "clientDataJSON"),
        bytes(response, "authenticatorData"),
        bytes(response, "signature"));
  }

  private static Buffer bytes(JsonNode object, String field) {
    return Buffer.buffer(SoftAuthenticator.bytes(object.path(field).textValue()));
  }
}
