package chat.passerby.moderation.passkey;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What a browser gives for a new passkey: {@code AuthenticatorAttestationResponse} (Web
 * Authentication, section 5.2.1).
 *
 * @param challenge that the client data names; empty when it names none of our form
 * @param transports may be empty
 */
public record Registration(
    Optional<PasskeyChallenge> challenge,
    Buffer clientData,
    Buffer attestation,
    List<String> transports) {}
