package chat.passerby.redis.link;

/** Nobody knows where a server of Redis is; the message is the second half of a sentence. */
public final class RedisAbsence extends RuntimeException {
  public RedisAbsence(String message) {
    super(message, null, false, false);
  }
}
