package chat.passerby.moderation.records;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was done, counted by month: no count is taken back when what it counted is erased. All fail
 * while Redis is away. Bound to the event loop of its links.
 */
public final class MonthlyCounts {
  /** How many months are kept. */
  public static final int MOST = 24;

  private final RedisLink link;
  private final RedisLink evidence;
  private final NodeClock clock;

  /**
   * @param evidence to the Redis of reports
   */
  public MonthlyCounts(RedisLink link, RedisLink evidence, NodeClock clock) {
    this.link = link;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Reads the last months that have any counts, the newest first. */
  public Future<List<MonthOfCounts>> last(int months) {
    YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    List<YearMonth> wanted =
        Stream.iterate(now, month -> month.minusMonths(1)).limit(months).toList();
    Future<List<Map<String, Long>>> reports = read(evidence, ReportKeys.MONTH, wanted);
    Future<List<Map<String, Long>>> sanctions = read(link, Appeals.MONTH, wanted);
    return Future.all(reports, sanctions)
        .map(
            both -> {
              List<MonthOfCounts> all = new ArrayList<>();
              for (int i = 0; i < wanted.size(); i++) {
                Map<String, Long> counts = new TreeMap<>(reports.result().get(i));
                counts.putAll(sanctions.result().get(i));
                if (!counts.isEmpty()) {
                  all.add(new MonthOfCounts(wanted.get(i), counts));
                }
              }
              return List.copyOf(all);
            });
  }

  private static Future<List<Map<String, Long>>> read(
      RedisLink link, String prefix, List<YearMonth> months) {
    return link.batch(
            months.stream().map(month -> Request.cmd(Command.HGETALL).arg(prefix + month)).toList())
        .map(replies -> replies.stream().map(MonthlyCounts::counts).toList());
  }

  private static Map<String, Long> counts(Response hash) {
    Map<String, Long> counts = new TreeMap<>();
    hash.getKeys().forEach(field -> counts.put(field, Replies.number(hash.get(field))));
    return counts;
  }
}
