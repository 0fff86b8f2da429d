package chat.passerby.gateway.limits;

import chat.passerby.time.NodeClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One token bucket, or no limit at all. */
public final class RateLimit {
  private final @Nullable Bucket bucket;

  private RateLimit(@Nullable Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * A limit that is still untouched.
   *
   * @param rate tokens that come in during {@code period}; 0 is no limit
   * @param burst tokens that are there at first and at most
   */
  public static RateLimit of(int rate, Duration period, int burst, NodeClock clock) {
    return new RateLimit(
        rate == 0
            ? null
            : Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, period))
                .withCustomTimePrecision(new Monotonic(clock))
                .build());
  }

  /** Bucket4j measures with the time of day unless it is given another meter. */
  private record Monotonic(NodeClock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.nanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** Takes a token; when there is none, says after how long there will be. */
  public Optional<Duration> take() {
    if (bucket == null || bucket.tryConsume(1)) {
      return Optional.empty();
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Puts a token back that was taken for nothing. */
  void giveBack() {
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  /** Whether the next token would have to be waited for. */
  public boolean isEmpty() {
    return bucket != null && bucket.getAvailableTokens() == 0;
  }

  /** Whether forgetting this bucket and beginning a new one would change nothing. */
  public boolean isFull(int burst) {
    return bucket == null || bucket.getAvailableTokens() >= burst;
  }
}
