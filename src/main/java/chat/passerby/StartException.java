package chat.passerby;

import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.link.RedisEndpoint;

/** The node cannot start; the message is one sentence that says what to do. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }

  public StartException(String message) {
    super(message);
  }

  /** Says why Redis is of no use; what is not about Redis stays as it is. */
  static Throwable explain(RedisEndpoint redis, Throwable e) {
    return explain("Redis", redis, "PASSERBY_REDIS_URI", e);
  }

  /** The same of the Redis that only reports use. */
  static Throwable explainEvidence(RedisEndpoint redis, Throwable e) {
    return explain("The Redis of reports", redis, "PASSERBY_EVIDENCE_REDIS_URI", e);
  }

  private static Throwable explain(String which, RedisEndpoint redis, String setting, Throwable e) {
    return RedisCheck.isRefusal(e)
        ? new StartException(
            which
                + " at "
                + redis
                + " cannot be used: "
                + RedisCheck.reason(e)
                + "; start or mend it, or correct "
                + setting
                + ".",
            e)
        : e;
  }
}
