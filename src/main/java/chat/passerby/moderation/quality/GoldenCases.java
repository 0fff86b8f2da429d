package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases whose right answer an admin keeps, for as long as the case itself is kept: no evidence
 * stays for longer because of it. All fail while Redis is away. Bound to the event loop of its
 * link.
 */
public final class GoldenCases {
  /** How many there may be. */
  public static final int MOST = 200;

  private final RedisLink link;
  private final NodeClock clock;

  /**
   * @param link to the Redis of reports
   */
  public GoldenCases(RedisLink link, NodeClock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Keeps the right answer to a case that was decided; the same case again changes the answer. When
   * there are too many, the one that was kept first goes.
   */
  public Future<Boolean> keep(CaseId its, String by, String verdict, Instant decided) {
    String key = ReportKeys.GOLDEN_CASE + its.value();
    return link.send(Request.cmd(Command.PTTL).arg(ReportKeys.of(its)))
        .map(Response::toLong)
        .compose(
            left ->
                left <= 0
                    ? Future.succeededFuture(false)
                    : keep(its, key, by, verdict, decided, Duration.ofMillis(left)).map(true));
  }

  private Future<Void> keep(
      CaseId its, String key, String by, String verdict, Instant decided, Duration left) {
    return link.batch(
            List.of(
                Request.cmd(Command.HSET)
                    .arg(key)
                    .arg("by")
                    .arg(by)
                    .arg("verdict")
                    .arg(verdict)
                    .arg("decided")
                    .arg(decided.toEpochMilli()),
                Request.cmd(Command.PEXPIRE).arg(key).arg(left.toMillis()),
                Request.cmd(Command.ZADD)
                    .arg(ReportKeys.GOLDEN)
                    .arg(clock.instant().toEpochMilli())
                    .arg(its.value()),
                Request.cmd(Command.ZREMRANGEBYRANK).arg(ReportKeys.GOLDEN).arg(0).arg(-MOST - 1)))
        .mapEmpty();
  }

  /** Has a case be golden no more; false when it was not. */
  public Future<Boolean> drop(CaseId its) {
    return link.batch(
            List.of(
                Request.cmd(Command.ZREM).arg(ReportKeys.GOLDEN).arg(its.value()),
                Request.cmd(Command.DEL).arg(ReportKeys.GOLDEN_CASE + its.value())))
        .map(replies -> Replies.yes(replies.getFirst()));
  }

  /** All of them, the oldest first; those that are kept no more are left out. */
  public Future<List<Golden>> all() {
    return link.send(Request.cmd(Command.ZRANGE).arg(ReportKeys.GOLDEN).arg(0).arg(-1))
        .compose(
            ids ->
                ids.size() == 0
                    ? Future.succeededFuture(List.of())
                    : read(ids.stream().map(Response::toString).toList()));
  }

  /** A golden case and its right answer. */
  public record Golden(CaseId about, String verdict) {}

  private Future<List<Golden>> read(List<String> ids) {
    return link.batch(
            ids.stream()
                .map(
                    id -> Request.cmd(Command.HGET).arg(ReportKeys.GOLDEN_CASE + id).arg("verdict"))
                .toList())
        .map(
            verdicts -> {
              List<Golden> known = new ArrayList<>();
              for (int i = 0; i < ids.size(); i++) {
                @Nullable Response verdict = verdicts.get(i);
                if (verdict != null) {
                  known.add(new Golden(new CaseId(ids.get(i)), verdict.toString()));
                }
              }
              return known;
            });
  }
}
