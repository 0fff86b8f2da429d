package chat.passerby.moderation.http;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.TcpProxy;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis goes in the middle of a decision. Cases have a Redis of their own here, so that the audit,
 * which is written first, and the sanction, which is made last, can be cut off from the decision
 * between them.
 */
class DecisionOutageTest {
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final String BAN =
      "{\"outcome\":\"actioned\",\"reason\":\"spam\","
          + "\"sanction\":{\"kind\":\"ban\",\"minutes\":60,\"subjects\":[\"device\"]}}";
  private static final String DISMISSAL = "{\"outcome\":\"dismissed\"}";

  private RealRedis redis;
  private RealRedis evidence;
  private StaffNode node;
  private String mia;
  private String tom;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    redis = RealRedis.start(Files.createDirectory(data.resolve("main")));
    evidence = RealRedis.start(Files.createDirectory(data.resolve("evidence")));
    node = StaffNode.start(redis.endpoint(), settings(evidence.process().port()));
    mia = node.token("mia", StaffRole.MODERATOR);
    tom = node.token("tom", StaffRole.MODERATOR);
  }

  @AfterEach
  void end() {
    node.close();
    evidence.close();
    redis.close();
  }

  /** The case is read, the audit has its entry, and then nothing can be written any more. */
  @Test
  void decision_cutOffBeforeItIsWritten_isToldUndoneAndMadeOnceLater() {
    String its = file();
    evidence.ask(Command.CLIENT, "PAUSE", 600_000, "WRITE");
    assertEquals(503, decide(its, BAN, mia).statusCode());
    evidence.ask(Command.CLIENT, "UNPAUSE");
    await("the node's links are back", () -> decide(its, BAN, mia).statusCode() == 200);
    assertMadeOnce(its);
  }

  @Test
  void decision_ofWhichTheAnswerWasLost_isMadeOnce() {
    try (TcpProxy way = TcpProxy.to(evidence.process().port());
        StaffNode far = StaffNode.start(redis.endpoint(), settings(way.port()))) {
      String its = file();
      way.delay(Duration.ofMillis(400));
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> decide(far, its, BAN, mia));
      await("it is made", () -> decisions().findAny().isPresent());
      way.cut();
      int status = answer.join().statusCode();
      assertTrue(status == 503 || status == 200, "answered " + status);
      way.delay(Duration.ZERO);
      way.mend();
      await("the node's links are back", () -> decide(far, its, BAN, mia).statusCode() == 200);
      assertMadeOnce(its);
    }
  }

  private void assertMadeOnce(String its) {
    awaitDone(its);
    assertEquals(1, sanctions());
    assertEquals(List.of("done"), decisions().map(key -> field(key, "state")).toList());
  }

  @Test
  void decision_thatWasNotMade_isMadeWhenItIsSentAgain() {
    String its = file();
    evidence.process().kill();
    assertEquals(503, decide(its, BAN, mia).statusCode());
    evidence.process().restart();
    await(
        "it is decided on by somebody else",
        () -> evidence.link().isUp() && decide(its, DISMISSAL, tom).statusCode() == 200);
    assertEquals(409, decide(its, BAN, mia).statusCode(), "mia is told that it was tom");
    awaitDone(its);
    assertEquals(0, sanctions());
  }

  @Test
  void decision_thatWasAnswered_isCarriedOutThoughRedisGoesInBetween() {
    String its = file();
    HttpResponse<String> made = decide(its, BAN, mia);
    assertEquals(200, made.statusCode(), made::body);
    redis.process().kill();
    String decision = SessionClient.json(made).path("decision").asText();
    await(
        "its time has come",
        () -> field("passerby:{reports}:decision:" + decision, "state").equals("due"));
    redis.process().restart();
    awaitDone(its);
    assertEquals(1, sanctions());
    assertTrue(redis.exists("passerby:{sanctions}:one:" + decision));
  }

  @Test
  void moderators_atOnce_makeOneDecision() {
    for (int round = 0; round < 5; round++) {
      String its = file();
      List<CompletableFuture<HttpResponse<String>>> both =
          List.of(
              CompletableFuture.supplyAsync(() -> decide(its, BAN, mia)),
              CompletableFuture.supplyAsync(() -> decide(its, DISMISSAL, tom)));
      List<HttpResponse<String>> answers = both.stream().map(CompletableFuture::join).toList();
      assertEquals(
          List.of(200, 409), answers.stream().map(HttpResponse::statusCode).sorted().toList());
      boolean banned = answers.get(0).statusCode() == 200;
      HttpResponse<String> refused = answers.get(banned ? 1 : 0);
      assertEquals("decided", SessionClient.json(refused).path("code").asText());
      assertEquals(banned ? "mia" : "tom", SessionClient.json(refused).path("by").asText());
      awaitDone(its);
    }
  }

  private void awaitDone(String its) {
    await(
        "it is carried out",
        () -> field("passerby:{reports}:case:" + its, "state").equals("decided"));
  }

  private String field(String key, String field) {
    return String.valueOf(evidence.ask(Command.HGET, key, field));
  }

  private Stream<String> decisions() {
    return evidence.keys().stream().filter(key -> key.startsWith("passerby:{reports}:decision:"));
  }

  private long sanctions() {
    return redis.keys().stream().filter(key -> key.startsWith("passerby:{sanctions}:one:")).count();
  }

  private static Map<String, String> settings(int evidence) {
    return Map.of(
        "PASSERBY_EVIDENCE_REDIS_URI", "redis://127.0.0.1:" + evidence, "PASSERBY_UNDO", "PT1S");
  }

  private HttpResponse<String> decide(String its, String body, String token) {
    return decide(node, its, body, token);
  }

  private static HttpResponse<String> decide(
      StaffNode node, String its, String body, String token) {
    return node.send("POST", "/cases/" + its + "/decision", body, token);
  }

  /** Files a report about somebody, and returns its case. */
  private String file() {
    String about = RoomId.random().value();
    Report report =
        new Report(
            RoomId.random(),
            new SystemClock().instant(),
            new Party(new SessionId("anna-session"), new DeviceId("anna")),
            new Party(new SessionId(about), new DeviceId(about)),
            Reason.SPAM,
            Optional.empty(),
            Optional.empty(),
            List.of());
    ReportDesk desk =
        new ReportDesk(
            evidence.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
    ReportDesk.Taken taken =
        assertInstanceOf(
            ReportDesk.Taken.class, get(desk.file(report, HERE, Circumstances.at(HERE))));
    return field("passerby:{reports}:report:" + taken.report().value(), "case");
  }
}
