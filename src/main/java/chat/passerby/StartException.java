package chat.passerby;

import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.link.RedisEndpoint;

/** The node cannot start; the message is one sentence that says what to do. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says why Redis is of no use; what is not about Redis stays as it is. */
  static Throwable explain(RedisEndpoint redis, Throwable e) {
    return RedisCheck.isRefusal(e)
        ? new StartException(
            "Redis at "
                + redis
                + " cannot be used: "
                + RedisCheck.reason(e)
                + "; start or mend it, or correct PASSERBY_REDIS_URI.",
            e)
        : e;
  }
}
