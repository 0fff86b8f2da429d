package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console asks for besides cases themselves. */
class SearchEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static RealRedis redis;
  private static StaffNode node;
  private static ReportDesk desk;
  private static String mia;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = StaffNode.start(redis.endpoint());
    mia = node.token("mia", StaffRole.SENIOR);
    desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"SPAM", "MINOR"})
  void case_isFoundByTheReceiptOfAReport(Reason reason) {
    String receipt = file(reason);
    JsonNode found = search(" " + receipt + " ");
    String its = found.path("cases").path(0).asText();
    assertEquals(receipt, node.get("/cases/" + its, mia).at("/reports/0/report").asText());
    assertEquals(found, search(its), "by its own id too");
  }

  @Test
  void sanction_isFoundByItsCodeAsPeopleWriteIt() {
    String order =
        "{\"sanction\":\"sold-things\",\"kind\":\"ban\",\"minutes\":60,\"device\":\"dora\","
            + "\"reason\":\"spam\"}";
    assertEquals(201, node.send("POST", "/sanctions", order, mia).statusCode());
    AppealTokens tokens = new AppealTokens(StaffNode.TOKENS);
    String code = tokens.code(new SanctionId("sold-things"));
    for (String typed :
        List.of(
            "sold-things",
            code,
            code.toLowerCase(Locale.ROOT).replace("-", " "),
            tokens.token(new SanctionId("sold-things")))) {
      JsonNode found = search(typed);
      assertEquals("sold-things", found.at("/sanctions/0/sanction").asText(), typed);
      assertEquals(0, found.path("cases").size());
    }
  }

  @Test
  void sanction_withoutACase_isForWhomTheCaseOfAReceiptIsAbout() {
    String its = search(file(Reason.SPAM)).path("cases").path(0).asText();
    String order =
        "{\"sanction\":\"no-case\",\"about\":\"%s\",\"kind\":\"ban\",\"minutes\":60,"
            + "\"reason\":\"spam\"}";
    assertEquals(201, node.send("POST", "/sanctions", order.formatted(its), mia).statusCode());
    assertEquals(422, node.send("POST", "/sanctions", order.formatted("none"), mia).statusCode());
    JsonNode made = search("no-case").at("/sanctions/0");
    assertEquals("session", made.at("/subjects/0/value").asText());
    assertEquals("device", made.at("/subjects/1/kind").asText());
    assertEquals(true, made.path("evidence").isMissingNode(), "it rests on no report");
    JsonNode told = node.get("/cases/" + its, mia).path("history").get(0);
    assertEquals("no-case", told.path("sanction").asText());
    assertEquals("open", node.get("/cases/" + its, mia).path("state").asText());
  }

  @Test
  void figures_countWhatThereIs() {
    redis.keys().stream()
        .filter(key -> key.contains("{reports}"))
        .forEach(key -> redis.ask(Command.DEL, key));
    JsonNode none = figures();
    assertEquals(0, none.path("reportsLastHour").asInt() + none.path("openCases").asInt());
    assertEquals(true, none.path("oldestOpenSince").isNull());
    long before = new SystemClock().instant().toEpochMilli();
    file(Reason.MINOR);
    file(Reason.SPAM);
    // Of a report that is kept for a year, as many days before its end as others are kept.
    long end = before + Duration.ofDays(30).minusMinutes(1).toMillis();
    redis.ask(Command.ZADD, "passerby:{reports}:ends", Long.toString(end), "old:1");
    JsonNode some = figures();
    assertEquals(2, some.path("reportsLastHour").asInt());
    assertEquals(before, some.path("oldestOpenSince").asLong(), 60_000);
    String its = next();
    assertEquals(2, figures().path("openCases").asInt(), "what is claimed is open");
    String dismissal = "{\"outcome\":\"dismissed\"}";
    node.send("POST", "/cases/" + its + "/decision", dismissal, mia);
    assertEquals(1, figures().path("decidedLastHour").asInt());
    assertEquals(1, figures().path("decidedLastDay").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "00000-00000", "it's *", "x~y", "}{"})
  void nothing_isFoundByWhatNobodyWasGiven(String text) {
    JsonNode found = search(text);
    assertEquals(0, found.path("cases").size() + found.path("sanctions").size());
  }

  @Test
  void search_forNothing_isRefused() {
    for (String query : List.of("", "?for=", "?for=%20", "?for=" + "x".repeat(201))) {
      assertEquals(422, node.send("GET", "/search" + query, "", mia).statusCode(), query);
    }
  }

  @Test
  void cases_areCounted() {
    redis.keys().stream()
        .filter(key -> key.contains("{reports}"))
        .forEach(key -> redis.ask(Command.DEL, key));
    file(Reason.SPAM);
    file(Reason.VIOLENCE);
    node.send("POST", "/cases/next", "", mia);
    assertEquals(2, node.get("/cases?limit=1", mia).path("count").asInt());
  }

  @Test
  void audit_withALimit_isItsNewestEntries() {
    node.send("GET", "/me", "", mia);
    HttpResponse<String> answer = node.send("GET", "/audit?limit=2", "", mia);
    assertEquals(200, answer.statusCode());
    assertEquals(Optional.of("application/x-ndjson"), answer.headers().firstValue("Content-Type"));
    List<JsonNode> entries = answer.body().lines().map(SearchEndpointsTest::json).toList();
    assertEquals(2, entries.size());
    entries.forEach(
        entry -> assertEquals(Set.of(), API.faults("/components/schemas/AuditEntry", entry)));
    assertEquals("audit-exported", entries.get(1).path("action").asText());
    assertEquals(
        entries.get(0).path("number").asLong() + 1, entries.get(1).path("number").asLong());
    for (String query : List.of("limit=0", "limit=201", "limit=2&after=1")) {
      assertEquals(422, node.send("GET", "/audit?" + query, "", mia).statusCode(), query);
    }
  }

  @Test
  void everyAnswer_tellsTheTimeOfTheServer() {
    long before = new SystemClock().instant().toEpochMilli();
    for (String token : List.of(mia, "nobody~x")) {
      String told =
          node.send("GET", "/cases", "", token).headers().firstValue("Passerby-Time").orElse("0");
      assertEquals(before, Long.parseLong(told), 60_000);
    }
  }

  private static JsonNode json(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Claims the next case, once it is ranked. */
  private static String next() {
    Eventually.await("there is a case", () -> !figures().path("openCases").asText().equals("0"));
    return SessionClient.json(node.send("POST", "/cases/next", "", mia)).path("case").asText();
  }

  private static JsonNode figures() {
    JsonNode figures = node.get("/figures", mia);
    assertEquals(Set.of(), API.faults("/components/schemas/Figures", figures));
    return figures;
  }

  private static JsonNode search(String text) {
    JsonNode found =
        node.get("/search?for=" + URLEncoder.encode(text, StandardCharsets.UTF_8), mia);
    assertEquals(Set.of(), API.faults("/components/schemas/Found", found));
    return found;
  }

  /** Files a report, and returns its id. */
  private static String file(Reason reason) {
    DeviceId about = DeviceId.random();
    Report report =
        new Report(
            RoomId.random(),
            new SystemClock().instant(),
            new Party(new SessionId("anna-session"), new DeviceId("anna")),
            new Party(new SessionId("session"), about),
            reason,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return assertInstanceOf(
            ReportDesk.Taken.class, Eventually.get(desk.file(report, HERE, Circumstances.at(HERE))))
        .report()
        .value();
  }
}
