package chat.passerby.moderation.shield;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.shield.ReadShieldScript.Raised;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetShieldScriptTest extends RedisFixture {
  private static final Duration HOUR = Duration.ofHours(1);
  private final SetShieldScript set = new SetShieldScript(redis.runner());
  private final ReadShieldScript read = new ReadShieldScript(redis.runner());

  SetShieldScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void shield_raised_isReadByEverybodyUntilItsEnd() {
    Shield shield = raise("Bots, \"many\".", HOUR, ShieldMeasure.TEXT_ONLY);
    assertEquals(Set.of(ShieldMeasure.TEXT_ONLY), shield.measures());
    assertEquals("mia", shield.by());
    assertEquals("Bots, \"many\".", shield.why());
    assertEquals(HOUR, Duration.between(shield.since(), shield.until()));
    Raised seen = get(read.run(Optional.empty())).orElseThrow();
    assertEquals(shield, seen.shield());
    assertTrue(seen.left().compareTo(HOUR) <= 0 && seen.left().toMinutes() >= 59);
    long left = Long.parseLong(redis.ask(Command.PTTL, ReadShieldScript.RAISED).toString());
    assertTrue(left > 0 && left <= HOUR.toMillis(), () -> left + " ms");
  }

  @Test
  void shield_raisedAnew_takesThePlaceOfTheOther() {
    raise("Bots.", HOUR, ShieldMeasure.TEXT_ONLY);
    Shield other = raise("More bots.", Duration.ofMinutes(5), ShieldMeasure.values());
    assertEquals(other, get(read.run(Optional.empty())).orElseThrow().shield());
    assertEquals(3, other.measures().size());
  }

  /** A node that knows it must not take its end for a loss. */
  @Test
  void shield_lowered_isNotWrittenDownAgain() {
    Shield shield = raise("Bots.", HOUR, ShieldMeasure.PROOF_OF_WORK);
    assertEquals(Optional.empty(), get(set.run(Set.of(), "tom", "", Duration.ZERO)));
    assertEquals(Optional.empty(), get(read.run(Optional.of(shield))));
    assertEquals(Optional.empty(), get(set.run(Set.of(), "tom", "", Duration.ZERO)));
    assertEquals(Optional.empty(), get(read.run(Optional.of(shield))));
  }

  @Test
  void shield_thatAShorterOneReplaced_isNotWrittenDownAgainEither() {
    Shield longer = raise("Bots.", HOUR, ShieldMeasure.PROOF_OF_WORK);
    raise("Bots.", Duration.ofMillis(1), ShieldMeasure.TEXT_ONLY);
    while (get(read.run(Optional.empty())).isPresent()) {
      // It is over within a millisecond.
    }
    assertEquals(Optional.empty(), get(read.run(Optional.of(longer))));
  }

  @Test
  void lowering_withoutAShield_leavesNothing() {
    get(set.run(Set.of(), "tom", "", Duration.ZERO));
    assertEquals(0, redis.keys().size());
  }

  private Shield raise(String why, Duration span, ShieldMeasure... measures) {
    return get(set.run(Set.of(measures), "mia", why, span)).orElseThrow().shield();
  }
}
