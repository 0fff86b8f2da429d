package chat.passerby.backup;

import chat.passerby.redis.KeyScan;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what must last, while nodes run.
 *
 * <p>Each key is as it was at one moment. Of the keys with one hash tag, {@link #AT_ONCE} are read
 * at one moment, first those that name others: so a small site is in the backup as it was at one
 * moment, kind by kind. Of a large one, what was done before holds together, and what is done
 * meanwhile may be there in part. Keys that name others are written behind them, so that whoever
 * reads while the backup is written back finds what they name.
 */
public final class Backup {
  /** So many cases or sanctions hold Redis up for some hundredths of a second. */
  private static final int AT_ONCE = 2_000;

  private static final int LARGE_AT_ONCE = 20;
  private static final int DEVICES_AT_ONCE = 100;
  private static final int ENTRIES_AT_ONCE = 50;

  private final Stores stores;
  private final BackupWriter out;
  private final Counts counts = new Counts();

  private Backup(Stores stores, BackupWriter out) {
    this.stores = stores;
    this.out = out;
  }

  /**
   * Writes a backup; waits, so not for an event loop.
   *
   * @return what is in it
   */
  public static Counts write(Stores stores, OutputStream to) throws IOException {
    BackupWriter out = new BackupWriter(to);
    Backup backup = new Backup(stores, out);
    for (Kept kind : Kept.values()) {
      if (kind.isTogether()) {
        backup.together(kind);
      } else {
        backup.apart(kind);
      }
    }
    out.end();
    return backup.counts;
  }

  /** Keys with one hash tag. */
  private void together(Kept kind) throws IOException {
    List<String> indices = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> large = new ArrayList<>();
    for (String key : names(kind)) {
      (kind.isIndex(key) ? indices : kind.isLarge(key) ? large : others).add(key);
    }
    List<String> first = new ArrayList<>(indices);
    first.addAll(others.subList(0, Math.min(AT_ONCE, others.size())));
    List<Part> behind = new ArrayList<>();
    for (Part part : read(kind, first)) {
      if (kind.isIndex(part.key())) {
        behind.add(part);
      } else {
        write(kind, part);
      }
    }
    inBatches(kind, others.subList(first.size() - indices.size(), others.size()), AT_ONCE);
    inBatches(kind, large, LARGE_AT_ONCE);
    for (Part part : behind) {
      write(kind, part);
    }
  }

  private void inBatches(Kept kind, List<String> keys, int size) throws IOException {
    for (int from = 0; from < keys.size(); from += size) {
      for (Part part : read(kind, keys.subList(from, Math.min(from + size, keys.size())))) {
        write(kind, part);
      }
    }
  }

  private List<Part> read(Kept kind, List<String> keys) {
    return keys.isEmpty() ? List.of() : Stores.await(new ReadKeysScript(stores.of(kind)).run(keys));
  }

  /** Keys that may be on different servers. */
  private void apart(Kept kind) throws IOException {
    ReadKeysScript script = new ReadKeysScript(stores.of(kind));
    KeyScan scan = Stores.await(stores.of(kind).scan(kind.pattern()));
    while (scan.hasNext()) {
      List<String> page = Stores.await(scan.next()).stream().filter(kind::has).toList();
      for (int from = 0; from < page.size(); from += DEVICES_AT_ONCE) {
        List<Future<List<Part>>> some =
            page.subList(from, Math.min(from + DEVICES_AT_ONCE, page.size())).stream()
                .map(key -> script.run(List.of(key)))
                .toList();
        for (Future<List<Part>> one : some) {
          for (Part part : Stores.await(one)) {
            write(kind, part);
          }
        }
      }
    }
  }

  /** All keys of a kind, each once. */
  private Set<String> names(Kept kind) {
    Set<String> names = new LinkedHashSet<>();
    KeyScan scan = Stores.await(stores.of(kind).scan(kind.pattern()));
    while (scan.hasNext()) {
      Stores.await(scan.next()).stream().filter(kind::has).forEach(names::add);
    }
    return names;
  }

  private void write(Kept kind, Part part) throws IOException {
    counts.add(kind);
    if (part.type().equals("stream")) {
      entries(stores.of(kind), part);
      return;
    }
    for (Part each : Pieces.of(part)) {
      out.write(each);
    }
  }

  /** A stream up to its last entry when it was looked at: entries are appended and never change. */
  private void entries(RedisLink link, Part stream) throws IOException {
    String last = stream.items().isEmpty() ? "" : stream.items().get(0).toString();
    String from = "-";
    while (!last.isEmpty()) {
      Request range =
          Request.cmd(Command.XRANGE)
              .arg(stream.key())
              .arg(from)
              .arg(last)
              .arg("COUNT")
              .arg(ENTRIES_AT_ONCE);
      Response page = Stores.await(link.send(range));
      if (page.size() == 0) {
        return;
      }
      List<Buffer> items = new ArrayList<>();
      for (Response entry : page) {
        from = "(" + entry.get(0);
        items.add(entry.get(0).toBuffer());
        items.add(Buffer.buffer(String.valueOf(entry.get(1).size())));
        entry.get(1).forEach(item -> items.add(item.toBuffer()));
      }
      out.write(new Part(stream.key(), stream.type(), stream.left(), items));
      if (page.get(page.size() - 1).get(0).toString().equals(last)) {
        return;
      }
    }
  }
}
