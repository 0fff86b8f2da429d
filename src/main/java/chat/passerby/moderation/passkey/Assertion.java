package chat.passerby.moderation.passkey;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What a browser gives for a login by a passkey: {@code AuthenticatorAssertionResponse} (Web
 * Authentication, section 5.2.2).
 *
 * @param challenge that the client data names; empty when it names none of our form
 * @param credentialId as the authenticator calls the passkey
 * @param userHandle the id of the account, as it was given when the passkey was made
 */
public record Assertion(
    Optional<PasskeyChallenge> challenge,
    Buffer credentialId,
    Buffer userHandle,
    Buffer clientData,
    Buffer authenticatorData,
    Buffer signature) {}
