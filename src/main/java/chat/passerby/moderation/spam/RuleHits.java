package chat.passerby.moderation.spam;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How often each word rule was hit, of all nodes together: each counts for itself, and adds that to
 * the counts of the day. One for all event loops of a node.
 */
public final class RuleHits {
  /** For how many days, with the present one, hits are kept. */
  public static final int DAYS = 30;

  private static final String HELD = ":held";
  private static final String SHADOWED = ":shadowed";

  private final Map<String, Long> counts = new HashMap<>();

  /**
   * How often a rule was hit.
   *
   * @param held while it was live, so that the message was held back
   * @param shadowed while it was in shadow
   */
  public record Hits(long held, long shadowed) {
    /** Of a rule that was never hit. */
    public static final Hits NONE = new Hits(0, 0);

    Hits plus(Hits more) {
      return new Hits(held + more.held, shadowed + more.shadowed);
    }
  }

  synchronized void held(WordRule rule) {
    counts.merge(rule.name() + HELD, 1L, Long::sum);
  }

  synchronized void shadowed(WordRule rule) {
    counts.merge(rule.name() + SHADOWED, 1L, Long::sum);
  }

  /**
   * Adds what was counted to the day's counts. What fails is added later; when only its answer was
   * lost it counts twice.
   */
  public Future<Void> write(RedisLink link, Instant now) {
    Map<String, Long> taken = take();
    if (taken.isEmpty()) {
      return Future.succeededFuture();
    }
    String key = key(day(now));
    List<Request> requests = new ArrayList<>();
    taken.forEach(
        (field, count) ->
            requests.add(Request.cmd(Command.HINCRBY).arg(key).arg(field).arg(count)));
    requests.add(Request.cmd(Command.PEXPIRE).arg(key).arg(Duration.ofDays(DAYS + 1).toMillis()));
    return link.batch(requests).onFailure(e -> giveBack(taken)).mapEmpty();
  }

  private synchronized Map<String, Long> take() {
    Map<String, Long> taken = Map.copyOf(counts);
    counts.clear();
    return taken;
  }

  private synchronized void giveBack(Map<String, Long> taken) {
    taken.forEach((field, count) -> counts.merge(field, count, Long::sum));
  }

  /** The hits of the last {@value #DAYS} days by rule; fails while Redis is away. */
  public static Future<Map<String, Hits>> read(RedisLink link, NodeClock clock) {
    long today = day(clock.instant());
    return link.batch(
            LongStream.range(0, DAYS)
                .mapToObj(ago -> Request.cmd(Command.HGETALL).arg(key(today - ago)))
                .toList())
        .map(
            days -> {
              Map<String, Hits> all = new TreeMap<>();
              days.forEach(day -> add(day, all));
              return all;
            });
  }

  private static void add(Response day, Map<String, Hits> all) {
    for (String field : day.getKeys()) {
      long count = Replies.number(day.get(field));
      boolean held = field.endsWith(HELD);
      String rule = field.substring(0, field.lastIndexOf(':'));
      all.merge(rule, held ? new Hits(count, 0) : new Hits(0, count), Hits::plus);
    }
  }

  private static long day(Instant at) {
    return at.toEpochMilli() / Duration.ofDays(1).toMillis();
  }

  private static String key(long day) {
    return "passerby:{word-rules}:hits:" + day;
  }
}
