package chat.passerby.redis.link;

/**
 * The Redis that was configured will not serve this node, however long it waits. The message says
 * why, as the second half of a sentence, and names no secret.
 */
public final class RedisUnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnfitException(String reason) {
    super(reason, null, false, false);
  }
}
