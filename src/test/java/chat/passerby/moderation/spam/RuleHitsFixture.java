package chat.passerby.moderation.spam;

import static chat.passerby.redis.Eventually.get;

import chat.passerby.redis.RedisLink;
import chat.passerby.time.SystemClock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages that a rule in shadow is about. */
public final class RuleHitsFixture {
  private RuleHitsFixture() {}

  /** Has a node count so many, and write them down. */
  public static void hit(String rule, int times, RedisLink link) {
    WordRule its =
        new WordRule(
            rule, WordRule.State.SHADOW, false, true, Set.of(), List.of("word"), "", Map.of());
    RuleHits hits = new RuleHits();
    for (int i = 0; i < times; i++) {
      hits.shadowed(its);
    }
    get(hits.write(link, new SystemClock().instant()));
    get(hits.write(link, new SystemClock().instant()));
  }
}
