package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
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

  /**
   * @param link to the Redis of reports
   */
  public GoldenCases(RedisLink link) {
    this.link = link;
  }

  /** Keeps the right answer to a case that was decided; the same case again changes the answer. */
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
                    .arg(decided.toEpochMilli())
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
                Future.all(ids.stream().map(id -> read(id.toString())).toList())
                    .map(
                        all ->
                            all.<Golden>list().stream()
                                .filter(each -> !each.verdict().isEmpty())
                                .toList()));
  }

  /** A golden case and its right answer. */
  public record Golden(CaseId about, String verdict) {}

  private Future<Golden> read(String id) {
    return link.send(Request.cmd(Command.HGET).arg(ReportKeys.GOLDEN_CASE + id).arg("verdict"))
        .map(
            (@Nullable Response verdict) ->
                new Golden(new CaseId(id), verdict == null ? "" : verdict.toString()));
  }
}
