package chat.passerby.moderation.passkey;

import chat.passerby.moderation.passkey.Passkey.AttestedKey;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.SlowWork;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies what authenticators have signed (Web Authentication, sections 7.1 and 7.2), on threads
 * of its own. Somebody must have been there and have proved to the authenticator who they are. One
 * for each node.
 */
public final class PasskeyVerifier {
  private static final Logger log = LoggerFactory.getLogger(PasskeyVerifier.class);

  private final SlowWork work;
  private @Nullable Library library;

  public PasskeyVerifier(Vertx vertx) {
    this.work = new SlowWork(vertx, "passkeys");
  }

  /**
   * A new passkey that is right.
   *
   * @param synced see {@link Passkey}
   */
  record NewKey(PasskeyId id, AttestedKey key, boolean synced, long count) {}

  private record Library(
      WebAuthnManager manager,
      AttestedCredentialDataConverter keys,
      List<PublicKeyCredentialParameters> parameters) {
    static Library load() {
      ObjectConverter converter = new ObjectConverter();
      return new Library(
          // Attestation is not asked for, so there is nothing to check it against.
          WebAuthnManager.createNonStrictWebAuthnManager(converter),
          new AttestedCredentialDataConverter(converter),
          PasskeyOptions.ALGORITHMS.stream()
              .map(
                  each ->
                      new PublicKeyCredentialParameters(
                          PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(each)))
              .toList());
    }
  }

  /** Loaded by the first who needs it: no start waits for it. */
  private synchronized Library library() {
    Library loaded = library;
    if (loaded == null) {
      loaded = Library.load();
      library = loaded;
    }
    return loaded;
  }

  /**
   * Verifies a new passkey; empty when something is wrong with it.
   *
   * @return fails with a {@link SlowWork.BusyException}
   */
  Future<Optional<NewKey>> register(Registration given, PasskeyChallenge challenge, Site site) {
    RegistrationRequest request =
        new RegistrationRequest(
            given.attestation().getBytes(),
            given.clientData().getBytes(),
            Set.copyOf(given.transports()));
    return work.run(
        () -> {
          Library its = library();
          RegistrationParameters wanted =
              new RegistrationParameters(server(challenge, site), its.parameters(), true, true);
          return verified(() -> its.manager().verify(request, wanted)).map(this::newKey);
        });
  }

  /**
   * What the library says of bytes that anybody may have sent; empty when they are wrong.
   * webauthn4j 0.30.3 tells of that by a {@link WebAuthnException}, but of some bytes that it
   * cannot read by whatever was thrown on the way, such as a {@link NullPointerException}.
   */
  private static <T> Optional<T> verified(Supplier<T> library) {
    try {
      return Optional.of(library.get());
    } catch (WebAuthnException e) {
      log.debug("A passkey was refused: {}", e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      log.debug("A passkey could not be read.", e);
    }
    return Optional.empty();
  }

  private NewKey newKey(RegistrationData data) {
    var authenticator = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    AttestedCredentialData key = Objects.requireNonNull(authenticator.getAttestedCredentialData());
    return new NewKey(
        PasskeyId.of(key.getCredentialId()),
        AttestedKey.of(key.getCredentialId(), library().keys().convert(key)),
        authenticator.isFlagBE(),
        authenticator.getSignCount());
  }

  /**
   * Verifies a login, all but its counter, which only Redis can compare with those of other nodes.
   *
   * @return the counter; empty when something is wrong; fails with a {@link SlowWork.BusyException}
   */
  Future<Optional<Long>> login(
      Assertion given, Passkey passkey, PasskeyChallenge challenge, Site site) {
    AuthenticationRequest request =
        new AuthenticationRequest(
            given.credentialId().getBytes(),
            given.userHandle().getBytes(),
            given.authenticatorData().getBytes(),
            given.clientData().getBytes(),
            given.signature().getBytes());
    return work.run(
        () -> {
          Library its = library();
          AuthenticationParameters wanted =
              new AuthenticationParameters(
                  server(challenge, site), known(passkey), null, true, true);
          return verified(() -> its.manager().verify(request, wanted))
              .map(PasskeyVerifier::counter);
        });
  }

  private static long counter(AuthenticationData data) {
    return Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
  }

  private CredentialRecordImpl known(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.synced(),
        null,
        0,
        library().keys().convert(passkey.key().bytes()),
        null,
        null,
        null,
        null);
  }

  private static ServerProperty server(PasskeyChallenge challenge, Site site) {
    return ServerProperty.builder()
        .origins(site.origins().stream().map(Origin::new).collect(Collectors.toSet()))
        .rpId(site.domain())
        .challenge(new DefaultChallenge(challenge.bytes()))
        .build();
  }
}
