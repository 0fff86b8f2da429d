package chat.passerby.session;

import chat.passerby.redis.RedisLink;
import chat.passerby.settings.Secret;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret that all nodes agree on: the one in the settings, else one made once and kept in Redis
 * under {@code passerby:secret:<name>}, where the first node to write it wins.
 */
public final class SharedSecret {
  private static final int BYTES = 32;

  private final RedisLink link;

  public SharedSecret(RedisLink link) {
    this.link = link;
  }

  public Future<Secret> obtain(String name, Optional<Secret> configured) {
    if (configured.isPresent()) {
      return Future.succeededFuture(configured.get());
    }
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Request setIfAbsent =
        Request.cmd(Command.SET)
            .arg("passerby:secret:" + name)
            .arg(Base64.getEncoder().encodeToString(fresh))
            .arg("NX")
            .arg("GET");
    return link.send(setIfAbsent)
        .map(
            existing ->
                new Secret(
                    existing == null ? fresh : Base64.getDecoder().decode(existing.toString())));
  }
}
