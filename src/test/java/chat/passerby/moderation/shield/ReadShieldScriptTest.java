package chat.passerby.moderation.shield;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadShieldScriptTest extends RedisFixture {
  private final SetShieldScript set = new SetShieldScript(redis.runner());
  private final ReadShieldScript read = new ReadShieldScript(redis.runner());

  ReadShieldScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void nothing_wasEverRaised_isTold() {
    assertEquals(Optional.empty(), get(read.run(Optional.empty())));
  }

  @Test
  void shield_thatRedisHasLost_isWrittenDownAgainWithItsEnd() {
    Shield shield = raise(Duration.ofHours(1));
    redis.clear();
    assertEquals(shield, get(read.run(Optional.of(shield))).orElseThrow().shield());
    assertEquals(shield, get(read.run(Optional.empty())).orElseThrow().shield());
  }

  @Test
  void shield_thatIsOver_isNotWrittenDownAgain() {
    Shield shield = raise(Duration.ofMillis(1));
    redis.clear();
    while (get(read.run(Optional.of(shield))).isPresent()) {
      // It is over within a millisecond.
    }
    redis.clear();
    assertEquals(Optional.empty(), get(read.run(Optional.of(shield))));
    assertEquals(0, redis.keys().size());
  }

  private Shield raise(Duration span) {
    return get(set.run(Set.of(ShieldMeasure.TEXT_ONLY), "mia", "A raid.", span))
        .orElseThrow()
        .shield();
  }
}
