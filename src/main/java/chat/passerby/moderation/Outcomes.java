package chat.passerby.moderation;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.ServerFrame.Outcome.Decision;
import chat.passerby.protocol.WireNamed;
import chat.passerby.redis.RedisLink;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of reports, for the devices that filed them. It is told in batches, so that nobody
 * learns when a moderator has decided. All fail while Redis is away. Bound to the event loop of its
 * link.
 */
public final class Outcomes {
  /** The outcomes of so long are told together, after it is over. */
  public static final Duration BATCH = Duration.ofMinutes(15);

  private static final Map<String, Decision> DECISIONS = WireNamed.index(Decision.class);

  private final RedisLink link;
  private final NodeClock clock;

  /**
   * @param link to the Redis of reports
   */
  public Outcomes(RedisLink link, NodeClock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * What became of a report.
   *
   * @param entry as Redis has it
   */
  public record Due(ReportId report, Decision outcome, String entry) {}

  /** What a device may be told now, the first one first. */
  public Future<List<Due>> due(DeviceId device) {
    return link.send(Request.cmd(Command.LRANGE).arg(ReportKeys.outcomes(device)).arg(0).arg(-1))
        .map(
            all ->
                all.stream()
                    .map(Response::toString)
                    .map(this::read)
                    .flatMap(Optional::stream)
                    .toList());
  }

  private Optional<Due> read(String entry) {
    String[] parts = entry.split(":", -1);
    Decision outcome = DECISIONS.get(parts[0]);
    boolean due = parts.length == 3 && Long.parseLong(parts[2]) <= clock.instant().toEpochMilli();
    return due && outcome != null
        ? Optional.of(new Due(new ReportId(parts[1]), outcome, entry))
        : Optional.empty();
  }

  /** Forgets what a device was told. */
  public Future<Void> told(DeviceId device, List<Due> some) {
    return link.batch(
            some.stream()
                .map(
                    each ->
                        Request.cmd(Command.LREM)
                            .arg(ReportKeys.outcomes(device))
                            .arg(1)
                            .arg(each.entry()))
                .toList())
        .mapEmpty();
  }
}
