package chat.passerby.session;

import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.settings.Secret;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretTest extends RedisFixture {
  private static final String KEY = "passerby:secret:jwt";

  SharedSecretTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void nodes_atOnce_agree() {
    List<RedisLink> links = Stream.generate(redis::connect).limit(5).toList();
    List<Future<Secret>> secrets =
        links.stream().map(link -> obtain(link, Optional.empty())).toList();
    byte[] first = get(secrets.get(0)).bytes();
    assertEquals(32, first.length);
    secrets.forEach(secret -> assertArrayEquals(first, get(secret).bytes()));
    assertEquals(-1, redis.number(Command.PTTL, KEY));
  }

  @Test
  void secret_ofAnotherName_isAnother() {
    byte[] jwt = get(obtain(redis.link(), Optional.empty())).bytes();
    byte[] other = get(new SharedSecret(redis.link()).obtain("address", Optional.empty())).bytes();
    assertFalse(Arrays.equals(jwt, other));
  }

  @Test
  void secret_configured_winsAndIsNotWrittenDown() {
    get(obtain(redis.link(), Optional.empty()));
    Secret configured = Secret.of("a secret of thirty-two characters");
    Secret obtained = get(obtain(redis.link(), Optional.of(configured)));
    assertArrayEquals(configured.bytes(), obtained.bytes());
    clear();
    get(obtain(redis.link(), Optional.of(configured)));
    assertEquals(List.of(), redis.keys());
  }

  /** Without it, a node that starts after the loss would refuse everybody's token. */
  @Test
  void secret_thatRedisHasLost_isWrittenDownAgain() {
    SharedSecret older = new SharedSecret(redis.link());
    Secret secret = get(older.obtain("jwt", Optional.empty()));
    clear();
    get(older.keep());
    assertArrayEquals(secret.bytes(), get(obtain(redis.link(), Optional.empty())).bytes());
    assertEquals(-1, redis.number(Command.PTTL, KEY));
  }

  @Test
  void secret_thatAnotherNodeHasMadeMeanwhile_stays() {
    SharedSecret older = new SharedSecret(redis.link());
    get(older.obtain("jwt", Optional.empty()));
    clear();
    Secret newer = get(obtain(redis.link(), Optional.empty()));
    get(older.keep());
    assertArrayEquals(newer.bytes(), get(obtain(redis.link(), Optional.empty())).bytes());
  }

  @Test
  void secret_configured_isNeverWrittenDown() {
    SharedSecret secrets = new SharedSecret(redis.link());
    get(secrets.obtain("jwt", Optional.of(Secret.of("a secret of thirty-two characters"))));
    get(secrets.keep());
    assertEquals(List.of(), redis.keys());
  }

  @Test
  void secret_withRedisAway_isNotMadeUp() {
    RedisLink closed = redis.connect();
    get(closed.close());
    failure(RedisUnavailableException.class, obtain(closed, Optional.empty()));
  }

  private static Future<Secret> obtain(RedisLink link, Optional<Secret> configured) {
    return new SharedSecret(link).obtain("jwt", configured);
  }
}
