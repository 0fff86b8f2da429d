package chat.passerby.moderation.aftermath;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;

/**
 * Erases evidence by age, and shows that it does: a run counts as complete only when nothing was
 * left in Redis whose time was over. Bound to the event loop of its link.
 */
public final class Erasure {
  private static final int BATCH = 100;

  /** So many batches in one run; the next one goes on. */
  private static final int RUNS = 100;

  private final Holds holds;
  private final EraseEvidenceScript erase;
  private final ErasureMeters meters;

  /**
   * @param link to the Redis of reports
   */
  public Erasure(RedisLink link, Holds holds, ErasureMeters meters) {
    this(link, holds, meters, BATCH);
  }

  Erasure(RedisLink link, Holds holds, ErasureMeters meters, int batch) {
    this.holds = holds;
    this.erase = new EraseEvidenceScript(new ScriptRunner(link), batch);
    this.meters = meters;
  }

  /** Erases what is due, after a look at what sanctions keep. May be run again when it fails. */
  public Future<Void> run() {
    return holds.review().compose(reviewed -> erase(RUNS));
  }

  private Future<Void> erase(int runs) {
    return erase
        .run()
        .compose(
            erased -> {
              meters.erased(erased.reports(), erased.cases());
              if (erased.left() == 0) {
                meters.completed();
                return Future.succeededFuture();
              }
              return runs > 1 ? erase(runs - 1) : Future.succeededFuture();
            });
  }
}
