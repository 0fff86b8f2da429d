package chat.passerby.session;

import chat.passerby.redis.RedisLink;
import chat.passerby.settings.Secret;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets that all nodes agree on: those in the settings, else each made once and kept in Redis
 * under {@code passerby:secret:<name>}, where the first node to write it wins. Nodes write it down
 * again when Redis has lost it: otherwise a node that starts later would make another one and
 * refuse every token.
 */
public final class SharedSecret {
  private static final Logger log = LoggerFactory.getLogger(SharedSecret.class);
  private static final int BYTES = 32;

  private final RedisLink link;

  /** What is kept in Redis, by name. */
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  public SharedSecret(RedisLink link) {
    this.link = link;
  }

  public Future<Secret> obtain(String name, Optional<Secret> configured) {
    if (configured.isPresent()) {
      return Future.succeededFuture(configured.get());
    }
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    String made = Base64.getEncoder().encodeToString(fresh);
    return link.send(setIfAbsent(name, made))
        .map(existing -> existing == null ? made : existing.toString())
        .onSuccess(secret -> kept.put(name, secret))
        .map(secret -> new Secret(Base64.getDecoder().decode(secret)));
  }

  /**
   * Writes down what Redis has lost. A secret that another node has made meanwhile stays, which is
   * logged once: that node does not take this node's tokens.
   */
  public Future<Void> keep() {
    return Future.all(kept.entrySet().stream().map(this::keep).toList()).mapEmpty();
  }

  private Future<Response> keep(Map.Entry<String, String> secret) {
    return link.send(setIfAbsent(secret.getKey(), secret.getValue()))
        .onSuccess(
            there -> {
              if (there != null
                  && !there.toString().equals(secret.getValue())
                  && kept.remove(secret.getKey()) != null) {
                log.error(
                    "Redis has lost the secret \"{}\", and another node has made a new one: restart"
                        + " this node, and set the secret in the settings of all.",
                    secret.getKey());
              }
            });
  }

  private static Request setIfAbsent(String name, String secret) {
    return Request.cmd(Command.SET).arg("passerby:secret:" + name).arg(secret).arg("NX").arg("GET");
  }
}
