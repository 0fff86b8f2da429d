package chat.passerby.matchmaking;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Replies;
import chat.passerby.room.Lane;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where whoever pairs a lane posts its figures, and everybody reads them. */
public final class FiguresBoard {
  private static final Logger log = LoggerFactory.getLogger(FiguresBoard.class);

  /** Figures of a lane that nobody measures any more go. */
  static final Duration LIFETIME = Duration.ofSeconds(10);

  private final RedisLink link;

  public FiguresBoard(RedisLink link) {
    this.link = link;
  }

  /** Posts the figures of these queues, in place of earlier ones. */
  Future<Void> post(Map<Lane, LaneFigures> figures) {
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

  private static Map<String, PartitionFigures> merge(List<Lane> lanes, List<Response> replies) {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<LaneFigures>> figures = new LinkedHashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      waiting.merge(lane.partition(), (int) Replies.number(replies.get(2 * i)), Integer::sum);
      List<LaneFigures> shards =
          figures.computeIfAbsent(lane.partition(), partition -> new ArrayList<>());
      figures(lane, replies.get(2 * i + 1)).ifPresent(shards::add);
    }
    Map<String, PartitionFigures> merged = new LinkedHashMap<>();
    waiting.forEach(
        (partition, count) ->
            merged.put(
                partition,
                PartitionFigures.merge(count, figures.getOrDefault(partition, List.of()))));
    return merged;
  }

  private static Optional<LaneFigures> figures(Lane lane, @Nullable Response posted) {
    try {
      return Optional.ofNullable(posted).map(bytes -> LaneFiguresCodec.unpack(bytes.toBuffer()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.debug("Lane {}: its figures are not of this version.", lane.name());
      return Optional.empty();
    }
  }
}
