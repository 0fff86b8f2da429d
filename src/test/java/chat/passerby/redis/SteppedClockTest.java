package chat.passerby.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteppedClockTest {
  @TempDir private Path folder;

  @Test
  void redis_goesByTheClockThatItWasGiven() throws IOException {
    assumeTrue(SteppedClock.hindrance().isEmpty());
    SteppedClock clock = SteppedClock.in(folder);
    Path data = Files.createDirectory(folder.resolve("redis"));
    try (RedisProcess redis = RedisProcess.start(data, Optional.of(clock))) {
      for (int hours : List.of(0, 3, -2)) {
        clock.set(Duration.ofHours(hours));
        Eventually.await("the step", () -> hoursAhead(redis) == hours);
      }
      assertEquals(-2, hoursAhead(redis));
    }
  }

  private static long hoursAhead(RedisProcess redis) {
    try {
      long seconds = Long.parseLong(Wire.ask(redis.port(), "", "TIME").getFirst());
      return Math.round((seconds - Instant.now().getEpochSecond()) / 3600.0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
