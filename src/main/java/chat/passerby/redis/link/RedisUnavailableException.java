package chat.passerby.redis.link;

import chat.passerby.telemetry.Foreseen;
import java.time.Duration;

/**
 * Redis could not be asked, did not answer in time, or answered that it cannot serve just now. The
 * same request may well succeed later. Carries no stack trace: in an outage there are many.
 */
public final class RedisUnavailableException extends RuntimeException implements Foreseen {
  private final Duration retryAfter;
  private final boolean mayHaveRun;

  public RedisUnavailableException(String message, Duration retryAfter, boolean mayHaveRun) {
    super(mayHaveRun ? message + "; the command may have run" : message, null, false, false);
    this.retryAfter = retryAfter;
    this.mayHaveRun = mayHaveRun;
  }

  /** One that never reached the link, since this node knows beforehand that it is of no use. */
  public static RedisUnavailableException unsent(String reason, Duration retryAfter) {
    return new RedisUnavailableException(reason, retryAfter, false);
  }

  /** How long to wait before the next try makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** False when it is certain that Redis did not execute the command. */
  public boolean mayHaveRun() {
    return mayHaveRun;
  }
}
