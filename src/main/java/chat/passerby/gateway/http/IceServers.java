package chat.passerby.gateway.http;

import chat.passerby.protocol.IceServer;
import chat.passerby.protocol.SessionId;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The STUN and TURN servers that clients are given, with credentials made for each match: the user
 * name is the time at which they end and a name for the session, the password its HMAC-SHA-1 under
 * the secret that the TURN server knows too (draft-uberti-behave-turn-rest-00, section 2.2).
 *
 * <p>A TURN server counts by that name: coturn's {@code user-quota} is for what follows the time.
 * So each session has one of its own, the same on all nodes, which tells nothing: it is an HMAC of
 * the session's id, with a key that the TURN server does not have.
 */
public final class IceServers {
  /** How long a call can be set up with one match's credentials; a running one is not ended. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** What TURN's long-term credentials are made with (RFC 8489, section 9.2). */
  private static final String PASSWORD = "HmacSHA1";

  private static final String NAME = "HmacSHA256";

  /** 96 bits, so that two sessions never share a name. */
  private static final int NAME_BYTES = 12;

  private final List<IceServer> open;
  private final List<String> relays;
  private final Optional<Secret> secret;
  private final byte[] nameKey;
  private final NodeClock clock;

  /**
   * @param secret shared with the TURN servers; there is one where {@code uris} names such a server
   * @param nodes shared by all nodes and nobody else
   */
  public IceServers(List<IceUri> uris, Optional<Secret> secret, Secret nodes, NodeClock clock) {
    List<String> stun = uris.stream().filter(uri -> !uri.relays()).map(IceUri::text).toList();
    this.open =
        stun.isEmpty()
            ? List.of()
            : List.of(new IceServer(stun, Optional.empty(), Optional.empty()));
    this.relays = uris.stream().filter(IceUri::relays).map(IceUri::text).toList();
    this.secret = secret;
    this.nameKey = mac(NAME, nodes.bytes(), "passerby turn user");
    this.clock = clock;
  }

  /** What to hand to a session now; empty when no server is set. */
  public List<IceServer> fresh(SessionId session) {
    if (relays.isEmpty()) {
      return open;
    }
    String user = clock.wall().plus(LIFETIME).getEpochSecond() + ":" + name(session);
    String password =
        Base64.getEncoder().encodeToString(mac(PASSWORD, secret.orElseThrow().bytes(), user));
    List<IceServer> servers = new ArrayList<>(open);
    servers.add(new IceServer(relays, Optional.of(user), Optional.of(password)));
    return servers;
  }

  private String name(SessionId session) {
    byte[] full = mac(NAME, nameKey, session.value());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, NAME_BYTES));
  }

  private static byte[] mac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must have " + algorithm + ".", e);
    }
  }
}
