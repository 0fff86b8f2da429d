package chat.passerby.moderation.sanction;

import chat.passerby.moderation.sanction.ReadSanctionsScript.Changed;
import chat.passerby.moderation.sanction.ReadSanctionsScript.News;
import chat.passerby.moderation.sanction.ReadSanctionsScript.Position;
import chat.passerby.protocol.SanctionId;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link SanctionBook} up to date: reads what has changed since it read last. When Redis
 * has lost its data, it writes down again what the book knows, as all other nodes do. Bound to one
 * event loop.
 */
final class SanctionReader {
  private static final Logger log = LoggerFactory.getLogger(SanctionReader.class);

  private static final int RESTORED_AT_ONCE = 100;

  private final ReadSanctionsScript read;
  private final ImposeSanctionScript impose;
  private final SanctionBook book;
  private final NodeClock clock;
  private Position position = Position.NONE;
  private long readNanos;

  /** What a reading from the very beginning has seen so far; null in between. */
  private @Nullable Set<SanctionId> seen = new HashSet<>();

  /** Redis has lost its data, and the book's sanctions are still to be written down again. */
  private boolean mustRestore;

  private @Nullable Future<Void> underWay;
  private @Nullable Future<Void> next;

  SanctionReader(
      ReadSanctionsScript read, ImposeSanctionScript impose, SanctionBook book, NodeClock clock) {
    this.read = read;
    this.impose = impose;
    this.book = book;
    this.clock = clock;
    this.readNanos = clock.nanos();
  }

  /** Whether a reading is under way. */
  boolean isReading() {
    return underWay != null;
  }

  /** Reads everything that was decided before this call; fails while Redis is away. */
  Future<Void> read() {
    Future<Void> running = underWay;
    if (running == null) {
      return start();
    }
    Future<Void> waiting = next;
    if (waiting == null) {
      // The reading that is under way may have missed what this call is about.
      waiting = running.otherwiseEmpty().compose(done -> start());
      next = waiting;
    }
    return waiting;
  }

  private Future<Void> start() {
    next = null;
    Promise<Void> done = Promise.promise();
    underWay = done.future();
    long sent = clock.nanos();
    if (sent - readNanos > LiftSanctionScript.HEARING.toNanos() / 2) {
      beginAnew();
    }
    pages()
        .onComplete(
            how -> {
              underWay = null;
              if (how.succeeded()) {
                readNanos = sent;
                book.wasRead(sent);
              }
            })
        .onComplete(done);
    return done.future();
  }

  private Future<Void> pages() {
    return read.run(position)
        .compose(
            news -> {
              if (isLost(news)) {
                beginAnew();
                mustRestore = true;
              }
              if (mustRestore) {
                return restore().compose(done -> pages());
              }
              take(news);
              return news.isAll() ? settled() : pages();
            });
  }

  private void take(News news) {
    position = news.read();
    book.learn(news.changes());
    Set<SanctionId> all = seen;
    if (all != null) {
      news.changes().stream()
          .filter(changed -> changed.left().isPresent())
          .map(Changed::id)
          .forEach(all::add);
    }
  }

  private Future<Void> settled() {
    Set<SanctionId> all = seen;
    if (all != null) {
      seen = null;
      book.forgetOthersThan(all);
    }
    book.sweep();
    return Future.succeededFuture();
  }

  /** The next answer tells of everything. */
  private void beginAnew() {
    position = Position.NONE;
    seen = new HashSet<>();
  }

  private boolean isLost(News news) {
    return !position.incarnation().isEmpty()
        && (!news.read().incarnation().equals(position.incarnation())
            || news.last() < position.version());
  }

  /** Until this has succeeded nothing is read, so the book keeps what Redis does not have. */
  private Future<Void> restore() {
    Instant now = clock.instant();
    List<Active> lost = book.all().stream().filter(active -> active.holds(now)).toList();
    log.warn("Redis has lost its sanctions; writing {} down again.", lost.size());
    return restore(lost, now).onSuccess(done -> mustRestore = false);
  }

  /** In parts, since a link refuses what is too much at once. */
  private Future<Void> restore(List<Active> lost, Instant now) {
    List<Active> part = lost.subList(0, Math.min(RESTORED_AT_ONCE, lost.size()));
    if (part.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.all(
            part.stream()
                .map(active -> impose.again(active, Duration.between(now, active.ends())))
                .toList())
        .compose(done -> restore(lost.subList(part.size(), lost.size()), now));
  }
}
