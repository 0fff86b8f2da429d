package chat.passerby.gateway;

import chat.passerby.protocol.IceServer;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The TURN servers that clients are given, with credentials made for each match: the user name is
 * the time at which they end, the password its HMAC-SHA-1 under the secret that the TURN server
 * knows too (draft-uberti-behave-turn-rest-00, section 2.2).
 */
final class IceServers {
  /** How long a call can be set up with one match's credentials; a running one is not ended. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  private static final String ALGORITHM = "HmacSHA1";

  private final List<String> uris;
  private final Optional<Secret> secret;
  private final NodeClock clock;

  IceServers(List<String> uris, Optional<Secret> secret, NodeClock clock) {
    this.uris = uris;
    this.secret = secret;
    this.clock = clock;
  }

  /** What to hand to one visitor now; empty when no server is set. */
  List<IceServer> fresh() {
    if (uris.isEmpty()) {
      return List.of();
    }
    if (secret.isEmpty()) {
      return List.of(new IceServer(uris, Optional.empty(), Optional.empty()));
    }
    String user = Long.toString(clock.wall().plus(LIFETIME).getEpochSecond()) + ":passerby";
    return List.of(
        new IceServer(uris, Optional.of(user), Optional.of(password(secret.get(), user))));
  }

  private static String password(Secret secret, String user) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + ALGORITHM + ".", e);
    }
  }
}
