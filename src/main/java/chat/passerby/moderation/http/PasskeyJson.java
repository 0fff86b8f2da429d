package chat.passerby.moderation.http;

import chat.passerby.moderation.passkey.Passkey;
import chat.passerby.moderation.passkey.PasskeyChallenge;
import chat.passerby.moderation.passkey.PasskeyOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Passkeys as browsers read and write them: {@code parseCreationOptionsFromJSON}, {@code
 * parseRequestOptionsFromJSON} and {@code toJSON} (Web Authentication, Level 3, section 5.1).
 */
final class PasskeyJson {
  private static final String TYPE = "public-key";

  private PasskeyJson() {}

  /** {@code PublicKeyCredentialCreationOptionsJSON}. */
  static JsonObject creation(PasskeyOptions.Creation options) {
    return new JsonObject()
        .put("rp", new JsonObject().put("id", options.site().domain()).put("name", "Passerby"))
        .put(
            "user",
            new JsonObject()
                .put(
                    "id",
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(PasskeyOptions.bytes(options.handle())))
                .put("name", options.name().value())
                .put("displayName", options.name().value()))
        .put("challenge", options.challenge().value())
        .put(
            "pubKeyCredParams",
            new JsonArray(
                PasskeyOptions.ALGORITHMS.stream()
                    .map(each -> new JsonObject().put("type", TYPE).put("alg", each))
                    .toList()))
        .put("timeout", PasskeyChallenge.LIFETIME.toMillis())
        .put(
            "excludeCredentials",
            new JsonArray(options.existing().stream().map(PasskeyJson::descriptor).toList()))
        .put(
            "authenticatorSelection",
            new JsonObject()
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", "required"))
        .put("attestation", "none");
  }

  private static JsonObject descriptor(Passkey passkey) {
    return new JsonObject()
        .put("type", TYPE)
        .put("id", passkey.key().credentialId())
        .put("transports", new JsonArray(passkey.transports()));
  }

  /** {@code PublicKeyCredentialRequestOptionsJSON}. */
  static JsonObject request(PasskeyOptions.Request options) {
    return new JsonObject()
        .put("challenge", options.challenge().value())
        .put("timeout", PasskeyChallenge.LIFETIME.toMillis())
        .put("rpId", options.site().domain())
        .put("allowCredentials", new JsonArray())
        .put("userVerification", "required");
  }

  /**
   * The challenge that a browser says is answered; empty when there is none of our form.
   *
   * @param clientData JSON in UTF-8 (section 5.8.1)
   */
  static Optional<PasskeyChallenge> challenge(Buffer clientData) {
    try {
      return new JsonObject(clientData).getValue("challenge") instanceof String text
          ? PasskeyChallenge.read(text)
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  /** A passkey as its owner sees it. */
  static JsonObject described(Passkey passkey) {
    return new JsonObject()
        .put("passkey", passkey.id().value())
        .put("label", passkey.label())
        .put("addedAt", passkey.addedAt().toEpochMilli())
        .put("usedAt", passkey.usedAt().map(Instant::toEpochMilli).orElse(null))
        .put("synced", passkey.synced());
  }
}
