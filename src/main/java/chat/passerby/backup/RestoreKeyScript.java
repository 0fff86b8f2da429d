package chat.passerby.backup;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Writes a part of a backup back. */
final class RestoreKeyScript {
  private static final Script SCRIPT = Script.load("restore_key");

  private final ScriptRunner runner;

  RestoreKeyScript(RedisLink link) {
    this.runner = new ScriptRunner(link);
  }

  Future<Void> run(Part part) {
    List<Object> args = new ArrayList<>(2 + part.items().size());
    args.add(part.type());
    args.add(part.left().isPresent() ? String.valueOf(part.left().getAsLong()) : "");
    args.addAll(part.items());
    return runner.run(SCRIPT, List.of(part.key()), args).mapEmpty();
  }
}
