package chat.passerby.session;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.settings.Secret;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * Issues and verifies session tokens: JWTs (RFC 7519) signed with HMAC-SHA-256, with issuer,
 * audience, subject (the session), device and expiry. A token that lacks one of these is refused.
 * When it was issued does not matter, and whether it has run out is judged by the time that all
 * nodes agree on. Not shared between verticles: each makes its own.
 */
public final class SessionTokens {
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "passerby";
  private static final String AUDIENCE = "passerby-session";
  private static final String DEVICE = "dev";

  private final JWTAuth auth;
  private final Duration lifetime;
  private final NodeClock clock;

  public SessionTokens(Vertx vertx, Secret secret, Duration lifetime, NodeClock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
    this.auth =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Buffer.buffer(secret.bytes())))
                .setJWTOptions(
                    new JWTOptions()
                        .setIssuer(ISSUER)
                        .addAudience(AUDIENCE)
                        // The library would judge by this machine's time of day, and refuse what a
                        // node that is a moment ahead has issued. See identity().
                        .setIgnoreExpiration(true)));
  }

  /** A token just made. Its text is a secret of the visitor's. */
  public record Issued(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued[token=[redacted], expiresAt=" + expiresAt + "]";
    }
  }

  /** Makes a token that is taken until {@link Issued#expiresAt}. */
  public Issued issue(Identity identity) {
    Instant expiresAt = clock.instant().plus(lifetime);
    JsonObject claims =
        new JsonObject()
            .put("sub", identity.session().value())
            .put(DEVICE, identity.device().value())
            .put("exp", expiresAt.getEpochSecond());
    JWTOptions options =
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setIssuer(ISSUER)
            .addAudience(AUDIENCE)
            .setNoTimestamp(true);
    return new Issued(
        auth.generateToken(claims, options), Instant.ofEpochSecond(expiresAt.getEpochSecond()));
  }

  /** Whom the token speaks for; fails when it is not ours, has run out or lacks a claim. */
  public Future<Identity> verify(String token) {
    // Some claims of a wrong type make the library throw instead of failing.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(auth::authenticate)
        .map(this::identity);
  }

  private Identity identity(User user) {
    JsonObject claims = user.principal();
    JsonObject verified = user.attributes().getJsonObject("accessToken", new JsonObject());
    Long expiry = verified.getLong("exp");
    if (expiry == null || expiry <= clock.instant().getEpochSecond()) {
      throw new IllegalArgumentException("The token has no expiry or has run out.");
    }
    String session = verified.getString("sub", claims.getString("sub"));
    String device = verified.getString(DEVICE);
    if (session == null || device == null) {
      throw new IllegalArgumentException("The token names no session or no device.");
    }
    return new Identity(new SessionId(session), new DeviceId(device));
  }
}
