package chat.passerby.matchmaking.figures;

import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.packed.PackedReader;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where whoever pairs a lane posts its figures, and everybody reads them. */
public final class FiguresBoard {
  /** Figures of a lane that nobody measures any more go. */
  static final Duration LIFETIME = Duration.ofSeconds(10);

  private final RedisLink link;
  private final Faults faults;

  public FiguresBoard(RedisLink link, Faults faults) {
    this.faults = faults;
    this.link = link;
  }

  /** Posts the figures of these queues, in place of earlier ones. */
  public Future<Void> post(Map<Lane, LaneFigures> figures) {
    if (figures.isEmpty() || !link.isUp()) {
      return Future.succeededFuture();
    }
    List<Request> requests = new ArrayList<>();
    figures.forEach(
        (lane, its) ->
            requests.add(
                Request.cmd(Command.SET)
                    .arg(LaneKeys.figures(lane))
                    .arg(LaneFiguresCodec.pack(its))
                    .arg("PX")
                    .arg(LIFETIME.toMillis())));
    return link.batch(requests).mapEmpty();
  }

  /**
   * Reads what is known of these lanes.
   *
   * @param lanes with all their shards
   * @return by the lane's name in status; fails when Redis is away
   */
  public Future<Map<String, PartitionFigures>> read(List<Lane> lanes) {
    List<Request> requests = new ArrayList<>();
    for (Lane lane : lanes) {
      requests.add(Request.cmd(Command.HLEN).arg(LaneKeys.tickets(lane)));
      requests.add(Request.cmd(Command.GET).arg(LaneKeys.figures(lane)));
    }
    return link.batch(requests).map(replies -> merge(lanes, replies));
  }

  /** Reads what was posted of one queue last; nothing when that is too long ago. */
  public Future<Optional<LaneFigures>> last(Lane lane) {
    return link.send(Request.cmd(Command.GET).arg(LaneKeys.figures(lane))).map(this::figures);
  }

  private Map<String, PartitionFigures> merge(List<Lane> lanes, List<Response> replies) {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<LaneFigures>> figures = new LinkedHashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      waiting.merge(lane.partition(), (int) Replies.number(replies.get(2 * i)), Integer::sum);
      List<LaneFigures> shards =
          figures.computeIfAbsent(lane.partition(), partition -> new ArrayList<>());
      figures(replies.get(2 * i + 1)).ifPresent(shards::add);
    }
    Map<String, PartitionFigures> merged = new LinkedHashMap<>();
    waiting.forEach(
        (partition, count) ->
            merged.put(
                partition,
                PartitionFigures.merge(count, figures.getOrDefault(partition, List.of()))));
    return merged;
  }

  private Optional<LaneFigures> figures(@Nullable Response posted) {
    return Optional.ofNullable(posted)
        .map(Response::toBuffer)
        .flatMap(
            bytes -> PackedReader.read(Written.FIGURES, bytes, LaneFiguresCodec::unpack, faults));
  }
}
