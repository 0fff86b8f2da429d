package chat.passerby.gateway.http;

import chat.passerby.gateway.http.SharedReading.Reading;
import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.figures.PartitionFigures;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.room.Lane;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/status}: how many are here and how long they wait. It tells of everyone's pool
 * only: how many are restricted is not the public's business.
 */
public final class StatusResource {
  private static final Logger log = LoggerFactory.getLogger(StatusResource.class);

  private final SharedReading<Integer> online;
  private final SharedReading<Map<String, PartitionFigures>> lanes;
  private final List<String> open;

  public StatusResource(
      SharedReading<Integer> online,
      SharedReading<Map<String, PartitionFigures>> lanes,
      LanePlan plan) {
    this.online = online;
    this.lanes = lanes;
    this.open = plan.open().stream().map(Lane::partition).distinct().toList();
  }

  void handle(RoutingContext request) {
    Future<Reading<Integer>> sessions = online.get();
    Future<Reading<Map<String, PartitionFigures>>> figures = lanes.get();
    Future.all(sessions, figures)
        .onSuccess(read -> answer(request, sessions.result().value(), figures.result().value()))
        .onFailure(e -> failed(request, e));
  }

  private void answer(RoutingContext request, int sessions, Map<String, PartitionFigures> figures) {
    JsonObject waiting = new JsonObject();
    JsonObject medianWait = new JsonObject();
    for (String lane : open) {
      Optional<PartitionFigures> its = Optional.ofNullable(figures.get(lane));
      its.ifPresent(known -> waiting.put(lane, known.waiting()));
      its.flatMap(PartitionFigures::medianWait)
          .ifPresent(median -> medianWait.put(lane, median.toMillis()));
    }
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=1")
        .end(
            new JsonObject()
                .put("online", sessions)
                .put("waiting", waiting)
                .put("medianWait", medianWait)
                .toBuffer())
        .onFailure(e -> log.debug("A client did not read the status: {}", e.getMessage()));
  }

  private static void failed(RoutingContext request, Throwable e) {
    if (e instanceof RedisUnavailableException away) {
      HttpErrors.send(request, HttpError.UNAVAILABLE, away.retryAfter());
    } else {
      request.fail(e);
    }
  }
}
