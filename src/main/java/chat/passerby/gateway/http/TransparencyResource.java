package chat.passerby.gateway.http;

import chat.passerby.moderation.records.MonthOfCounts;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/transparency}: what was reported, decided and appealed against, by month. */
public final class TransparencyResource {
  private static final Logger log = LoggerFactory.getLogger(TransparencyResource.class);
  private static final double MEDIAN = 0.5;

  private final SharedReading<List<MonthOfCounts>> months;

  public TransparencyResource(SharedReading<List<MonthOfCounts>> months) {
    this.months = months;
  }

  void handle(RoutingContext request) {
    months
        .get()
        .onSuccess(read -> answer(request, read.value()))
        .onFailure(e -> failed(request, e));
  }

  private static void answer(RoutingContext request, List<MonthOfCounts> months) {
    JsonArray all = new JsonArray();
    months.forEach(month -> all.add(json(month)));
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=60")
        .end(new JsonObject().put("months", all).toBuffer())
        .onFailure(e -> log.debug("A client did not read the counts: {}", e.getMessage()));
  }

  private static JsonObject json(MonthOfCounts its) {
    return new JsonObject()
        .put("month", its.month().toString())
        .put("reports", reports(its))
        .put("decisions", decisions(its))
        .put("sanctions", sanctions(its))
        .put("appeals", appeals(its));
  }

  private static JsonArray reports(MonthOfCounts its) {
    JsonArray all = new JsonArray();
    its.part("report")
        .forEach(
            (name, count) -> {
              String[] parts = name.split(":", 2);
              all.add(
                  new JsonObject()
                      .put("reason", parts[0])
                      .put("automated", parts[1].equals("machine"))
                      .put("count", count));
            });
    return all;
  }

  private static JsonObject decisions(MonthOfCounts its) {
    JsonArray all = new JsonArray();
    its.part("decision")
        .forEach(
            (name, count) -> {
              String[] parts = name.split(":", 2);
              all.add(
                  new JsonObject()
                      .put("outcome", parts[0])
                      .put("reason", parts[1])
                      .put("count", count));
            });
    return new JsonObject()
        .put("total", its.sum("decision"))
        .put("counts", all)
        .put("medianWait", median(its, "decision-wait"));
  }

  private static JsonArray sanctions(MonthOfCounts its) {
    JsonArray all = new JsonArray();
    its.part("sanction")
        .forEach(
            (name, count) -> {
              String[] parts = name.split(":", 3);
              all.add(
                  new JsonObject()
                      .put("kind", parts[0])
                      .put("reason", parts[1])
                      .put("automated", parts[2].equals("machine"))
                      .put("count", count));
            });
    return all;
  }

  private static JsonObject appeals(MonthOfCounts its) {
    return new JsonObject()
        .put("filed", its.counts().getOrDefault("appeal:filed", 0L))
        .put("upheld", its.counts().getOrDefault("appeal:upheld", 0L))
        .put("overturned", its.counts().getOrDefault("appeal:overturned", 0L))
        .put("medianWait", median(its, "appeal-wait"));
  }

  private static @Nullable Long median(MonthOfCounts its, String spans) {
    return its.quantile(spans, MEDIAN).map(Duration::toMillis).orElse(null);
  }

  private static void failed(RoutingContext request, Throwable e) {
    if (e instanceof RedisUnavailableException away) {
      HttpErrors.send(request, HttpError.UNAVAILABLE, away.retryAfter());
    } else {
      request.fail(e);
    }
  }
}
