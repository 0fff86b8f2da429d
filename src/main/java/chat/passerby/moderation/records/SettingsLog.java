package chat.passerby.moderation.records;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which settings were in force when. A node notes its own at its start, and when they change while
 * it runs, as rules do. Bound to the event loop of its link.
 */
public final class SettingsLog {
  /** How many notes are kept. */
  static final int MOST = 500;

  private final RedisLink link;
  private final NoteSettingsScript note;
  private Map<String, String> noted = Map.of();

  public SettingsLog(RedisLink link) {
    this.link = link;
    this.note = new NoteSettingsScript(new ScriptRunner(link), MOST);
  }

  /**
   * Settings that were in force.
   *
   * @param until empty while they are
   */
  public record Entry(Instant from, Optional<Instant> until, SortedMap<String, String> settings) {}

  /**
   * Notes settings, unless this node has noted the same before: nodes whose settings differ would
   * else note theirs in turn for ever.
   */
  public Future<Void> note(SortedMap<String, String> now) {
    if (now.equals(noted)) {
      return Future.succeededFuture();
    }
    List<String> all = new ArrayList<>();
    now.forEach(
        (name, value) -> {
          all.add(name);
          all.add(value);
        });
    return note.run(new PackedWriter().texts(all).packed())
        .map(
            written -> {
              noted = Map.copyOf(now);
              return null;
            });
  }

  /** The last notes, the newest first. */
  public Future<List<Entry>> last(int limit) {
    return link.send(
            Request.cmd(Command.LRANGE).arg(NoteSettingsScript.NOTES).arg(0).arg(2 * limit - 1))
        .map(SettingsLog::entries);
  }

  private static List<Entry> entries(Response notes) {
    List<Entry> all = new ArrayList<>();
    Optional<Instant> until = Optional.empty();
    for (int i = 0; i + 1 < notes.size(); i += 2) {
      Instant from = Instant.ofEpochMilli(Long.parseLong(notes.get(i).toString()));
      SortedMap<String, String> settings = new TreeMap<>();
      List<String> texts = new PackedReader(notes.get(i + 1).toBuffer()).texts();
      for (int at = 0; at + 1 < texts.size(); at += 2) {
        settings.put(texts.get(at), texts.get(at + 1));
      }
      all.add(new Entry(from, until, settings));
      until = Optional.of(from);
    }
    return List.copyOf(all);
  }
}
