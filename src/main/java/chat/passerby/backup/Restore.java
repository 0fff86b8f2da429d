package chat.passerby.backup;

import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.redis.KeyScan;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a backup back. Nothing that is there is touched unless that was asked for, and nothing at
 * all when the file is not whole. What has been written when Redis goes away stays: restore once
 * more, in place of that.
 */
public final class Restore {
  private static final int BYTES_AT_ONCE = 1 << 21;

  /** Small keys are many: a link takes only so many commands at a time. */
  private static final int PARTS_AT_ONCE = 1_000;

  private final Stores stores;
  private final Counts counts = new Counts();
  private final List<Future<Void>> underWay = new ArrayList<>();
  private long bytesUnderWay;
  private String key = "";

  private Restore(Stores stores) {
    this.stores = stores;
  }

  /**
   * What was done.
   *
   * @param deleted what was there before
   */
  public record Outcome(Counts restored, Counts deleted) {}

  /**
   * Writes a checked file back; waits, so not for an event loop.
   *
   * @param replace delete what is there first
   * @throws BackupException when something is there and is not to be replaced
   */
  static Outcome read(BackupReader file, Stores stores, boolean replace) throws IOException {
    Counts there = walk(stores, false);
    if (there.total() > 0 && !replace) {
      throw new BackupException(
          "Redis is not empty, it has "
              + there
              + ". Nothing was written. With --replace all that is deleted first.");
    }
    // Before anything is deleted.
    file.read(Restore::kind);
    if (there.total() > 0) {
      walk(stores, true);
    }
    Restore restore = new Restore(stores);
    file.read(restore::take);
    restore.settle();
    Stores.await(Sanctions.readAnew(stores.link()));
    return new Outcome(restore.counts, there);
  }

  private void take(Part part) {
    Kept kind = kind(part);
    boolean another = !part.key().equals(key);
    if (!another || bytesUnderWay > BYTES_AT_ONCE || underWay.size() >= PARTS_AT_ONCE) {
      // The parts of one key go in one after the other.
      settle();
    }
    if (another) {
      counts.add(kind);
      key = part.key();
    }
    underWay.add(new RestoreKeyScript(stores.of(kind)).run(part));
    bytesUnderWay += part.items().stream().mapToLong(Buffer::length).sum() + part.key().length();
  }

  private static Kept kind(Part part) {
    return Kept.of(part.key())
        .orElseThrow(
            () ->
                new BackupException("The file has a key that no backup has. Nothing was written."));
  }

  private void settle() {
    Stores.await(Future.all(underWay));
    underWay.clear();
    bytesUnderWay = 0;
  }

  /** Counts what is there, and deletes it if wanted. */
  private static Counts walk(Stores stores, boolean delete) {
    Counts found = new Counts();
    for (Kept kind : Kept.values()) {
      RedisLink link = stores.of(kind);
      KeyScan scan = Stores.await(link.scan(kind.pattern()));
      while (scan.hasNext()) {
        List<String> page = Stores.await(scan.next()).stream().filter(kind::has).toList();
        page.forEach(key -> found.add(kind));
        if (delete && !page.isEmpty()) {
          List<Request> unlinks =
              page.stream().map(key -> Request.cmd(Command.UNLINK).arg(key)).toList();
          Stores.await(link.batch(unlinks));
        }
      }
    }
    return found;
  }
}
