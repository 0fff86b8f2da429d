package chat.passerby.moderation.http;

import chat.passerby.matchmaking.figures.PartitionFigures;
import chat.passerby.moderation.figures.CaseFigures;
import chat.passerby.moderation.figures.CaseFigures.Counted;
import chat.passerby.moderation.staff.StaffRole;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How much is going on, over all nodes. */
public final class FigureEndpoints {
  private static final double MINUTE = 60;

  private final Supplier<Future<Integer>> online;
  private final Supplier<Future<Map<String, PartitionFigures>>> lanes;
  private final CaseFigures cases;

  /**
   * @param online reads how many sessions are connected
   * @param lanes reads what is known of all lanes, restricted ones too
   */
  public FigureEndpoints(
      Supplier<Future<Integer>> online,
      Supplier<Future<Map<String, PartitionFigures>>> lanes,
      CaseFigures cases) {
    this.online = online;
    this.lanes = lanes;
    this.cases = cases;
  }

  /** All of them. */
  public List<Endpoint> all() {
    return List.of(Endpoint.of(HttpMethod.GET, "/figures", StaffRole.MODERATOR, this::read));
  }

  private Future<Answer> read(StaffRequest request) {
    Future<Integer> here = online.get();
    Future<Map<String, PartitionFigures>> known = lanes.get();
    Future<Counted> counted = cases.count();
    return Future.all(here, known, counted)
        .map(read -> Answer.ok(json(here.result(), known.result(), counted.result())));
  }

  private static JsonObject json(int online, Map<String, PartitionFigures> lanes, Counted counted) {
    // Two persons make a chat.
    double chats =
        lanes.values().stream().mapToDouble(PartitionFigures::matchedPerSecond).sum() * MINUTE / 2;
    return new JsonObject()
        .put("online", online)
        .put("waiting", lanes.values().stream().mapToInt(PartitionFigures::waiting).sum())
        .put("chatsPerMinute", Math.round(chats * 10) / 10.0)
        .put("reportsLastHour", counted.reports())
        .put("openCases", counted.open())
        .put("oldestOpenSince", counted.oldest().map(Instant::toEpochMilli).orElse(null))
        .put("decidedLastHour", counted.hour())
        .put("decidedLastDay", counted.day());
  }
}
