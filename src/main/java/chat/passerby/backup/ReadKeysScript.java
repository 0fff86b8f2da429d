package chat.passerby.backup;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads keys of any type, those of one call at one moment. */
final class ReadKeysScript {
  private static final Script SCRIPT = Script.load("read_keys");

  private final ScriptRunner runner;

  ReadKeysScript(RedisLink link) {
    this.runner = new ScriptRunner(link);
  }

  /**
   * Reads them.
   *
   * @param keys of one slot
   * @return those that are there, each in one part; of a stream only the number of its last entry
   */
  Future<List<Part>> run(List<String> keys) {
    return runner
        .run(SCRIPT, keys, List.of())
        .map(
            replies -> {
              List<Part> found = new ArrayList<>();
              for (int i = 0; i < keys.size(); i++) {
                Response reply = replies.get(i);
                String type = reply.get(0).toString();
                if (!type.equals("none")) {
                  found.add(part(keys.get(i), type, reply));
                }
              }
              return found;
            });
  }

  private static Part part(String key, String type, Response reply) {
    long left = Replies.number(reply.get(1));
    List<Buffer> items = reply.get(2).stream().map(Response::toBuffer).toList();
    // Something may have less than a millisecond left, which reads as 0.
    return new Part(
        key, type, left < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(left, 1)), items);
  }
}
