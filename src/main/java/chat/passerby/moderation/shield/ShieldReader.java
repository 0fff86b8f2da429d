package chat.passerby.moderation.shield;

import chat.passerby.redis.ScriptRunner;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;

/** Keeps a {@link ShieldBook} up to date. */
public final class ShieldReader {
  private final ReadShieldScript read;
  private final ShieldBook book;
  private final NodeClock clock;

  public ShieldReader(ScriptRunner runner, ShieldBook book, NodeClock clock) {
    this.read = new ReadShieldScript(runner);
    this.book = book;
    this.clock = clock;
  }

  /** Reads what was decided before this call; fails while Redis is away. */
  public Future<Void> read() {
    return read.run(book.raised(clock.instant()))
        .map(
            raised -> {
              raised.ifPresentOrElse(
                  its -> book.raised(its.shield(), clock.instant().plus(its.left())),
                  book::lowered);
              return null;
            });
  }
}
