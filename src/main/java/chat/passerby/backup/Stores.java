package chat.passerby.backup;

import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisCheck;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Redis of the nodes.
 *
 * @param evidence to where reports are
 */
public record Stores(RedisLink link, EvidenceLink evidence) {
  private static final long PATIENCE_MINUTES = 2;

  /** Where a kind is. */
  RedisLink of(Kept kind) {
    return kind == Kept.REPORTS ? evidence.link() : link;
  }

  /** Waits for Redis, on a thread that may. */
  static <T> T await(Future<T> answer) {
    try {
      return answer.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new BackupException("Redis did not answer within two minutes.", e);
    } catch (RuntimeException e) {
      throw RedisCheck.isRefusal(e)
          ? new BackupException("Redis could not go on: " + RedisCheck.reason(e) + ".", e)
          : e;
    }
  }
}
