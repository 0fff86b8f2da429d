package chat.passerby.redis.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(1500), new Random(1));

  @Test
  void bound_withEachWait_doublesUpToTheCeiling() {
    List<Long> bounds =
        Stream.generate(
                () -> {
                  long bound = backoff.bound().toMillis();
                  backoff.next();
                  return bound;
                })
            .limit(7)
            .toList();
    assertEquals(List.of(100L, 200L, 400L, 800L, 1500L, 1500L, 1500L), bounds);
    backoff.reset();
    assertEquals(Duration.ofMillis(100), backoff.bound());
  }

  @Test
  void waits_drawnOften_fillTheWholeRangeAndAreNeverZero() {
    List<Long> waits =
        IntStream.range(0, 2000)
            .mapToObj(
                i -> {
                  backoff.reset();
                  return backoff.next().toMillis();
                })
            .toList();
    assertTrue(waits.stream().allMatch(wait -> wait >= 1 && wait <= 100));
    assertEquals(100, waits.stream().distinct().count());
  }
}
