package chat.passerby.moderation.spam;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Counts openers in a table of a fixed size, and says how many alike there were of late. */
final class CountOpenerScript {
  private static final Script SCRIPT = Script.load("count_opener");

  /** Counts are of the present window and the one before. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  /** How many counters a window has, a byte each. */
  static final int COUNTERS = 1 << 20;

  private final ScriptRunner runner;

  CountOpenerScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Counters that together tell one thing.
   *
   * @param counts whether to count up, or only to look
   * @param slots which counters, below {@link #COUNTERS}; what is told is the second largest
   */
  record Group(boolean counts, List<Integer> slots) {
    Group {
      slots = List.copyOf(slots);
    }
  }

  /** What each group has come to, 255 at most. */
  Future<List<Integer>> run(Instant now, List<Group> groups) {
    List<Object> args = new ArrayList<>();
    args.add(WINDOW.multipliedBy(2).toMillis());
    args.add(groups.size());
    for (Group group : groups) {
      args.add(group.counts() ? 1 : 0);
      args.add(group.slots().size());
      args.addAll(group.slots());
    }
    long window = now.toEpochMilli() / WINDOW.toMillis();
    return runner
        .run(SCRIPT, List.of(key(window), key(window - 1)), args)
        .map(CountOpenerScript::read);
  }

  static String key(long window) {
    return "passerby:{openers}:" + window;
  }

  private static List<Integer> read(Response reply) {
    return StreamSupport.stream(reply.spliterator(), false).map(Response::toInteger).toList();
  }
}
