package chat.passerby.redis;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the tests of scripts share: one real Redis, empty at the beginning of each test. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class RedisFixture {
  protected final RealRedis redis;

  protected RedisFixture(Path data) {
    redis = RealRedis.start(data);
  }

  @BeforeEach
  protected final void clear() {
    redis.clear();
  }

  @AfterAll
  protected final void stop() {
    redis.close();
  }
}
