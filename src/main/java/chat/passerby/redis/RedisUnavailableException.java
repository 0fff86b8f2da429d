package chat.passerby.redis;

import java.time.Duration;

/**
 * Redis could not be asked, did not answer in time, or answered that it cannot serve just now. The
 * same request may well succeed later. Carries no stack trace: in an outage there are many.
 */
public final class RedisUnavailableException extends RuntimeException {
  private final Duration retryAfter;
  private final boolean mayHaveRun;

  RedisUnavailableException(String message, Duration retryAfter, boolean mayHaveRun) {
    super(mayHaveRun ? message + "; the command may have run" : message, null, false, false);
    this.retryAfter = retryAfter;
    this.mayHaveRun = mayHaveRun;
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
