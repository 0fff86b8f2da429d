package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.Reports;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a report: the partner's node vouches for the chat, and the outcome is told. */
class ReportedChatTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private RealRedis redis;
  private LocalNode near;
  private LocalNode far;
  private Visitor one;
  private Visitor other;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Deadlines patient = new Deadlines(LONG, LONG, LONG, LONG, Duration.ofMillis(50));
    near = LocalNode.start(redis.endpoint(), Map.of(), patient, clock);
    far = LocalNode.start(redis.endpoint(), Map.of(), patient, clock);
    one = Visitor.welcomed(near.port());
    other = Visitor.welcomed(far.port());
    Visitor.match(one, other);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    near.close();
    far.close();
    redis.close();
  }

  @Test
  void nodes_thatSawTheSame_agreeAlsoAfterTheChat() {
    say(one, other, "1", "hello");
    say(other, one, "1", "go away");
    ReportId during = report("harassment");
    awaitAgreement(ReportKeys.report(during), "1");
    other.send("leave", "room", one.room());
    one.await("left");
    rematch();
    say(other, one, "2", "once more");
    other.send("leave", "room", one.room());
    one.await("left");
    awaitAgreement(ReportKeys.report(report("minor"), Reason.MINOR), "1");
  }

  @Test
  void node_thatHasNotTheChat_saysNothing() {
    ReportId silent = report("spam");
    rematch();
    say(other, one, "1", "hello");
    other.close();
    one.await("left");
    ReportId left = report("spam");
    rematchWithAnother();
    say(other, one, "1", "hello");
    awaitAgreement(ReportKeys.report(report("spam")), "1");
    for (ReportId report : List.of(silent, left)) {
      assertFalse(redis.hash(ReportKeys.report(report)).containsKey("agrees"));
    }
  }

  @Test
  void outcome_isToldWithItsBatch_hereAndAfterAReturn() {
    ReportId report = report("spam");
    DeviceId device = Reports.read(redis, report.value()).from().device();
    long now = clock.instant().toEpochMilli();
    String key = ReportKeys.outcomes(device);
    redis.ask(Command.RPUSH, key, "dismissed:" + report.value() + ":" + now);
    redis.ask(Command.RPUSH, key, "actioned:later:" + (now + Duration.ofMinutes(20).toMillis()));
    clock.advance(Duration.ofMinutes(16));
    JsonNode told = one.await("outcome");
    assertEquals(report.value(), told.path("report").asText());
    assertEquals("dismissed", told.path("outcome").asText());
    Eventually.await("it is told once", () -> redis.number(Command.LLEN, key) == 1);
    clock.advance(Duration.ofMinutes(16));
    assertEquals("later", one.await("outcome").path("report").asText());
    Eventually.await("it is told once", () -> !redis.exists(key));
  }

  @Test
  void outcome_isToldToTheDeviceThatComesBack() {
    JsonNode session = session("{\"adult\":true}");
    one.close();
    one = Visitor.welcomed(near.port(), session.path("token").asText());
    other.await("left");
    Visitor.match(one, other);
    ReportId report = report("spam");
    one.close();
    DeviceId device = Reports.read(redis, report.value()).from().device();
    long now = clock.instant().toEpochMilli();
    redis.ask(Command.RPUSH, ReportKeys.outcomes(device), "actioned:" + report.value() + ":" + now);
    String known = session.path("device").asText();
    JsonNode again = session("{\"adult\":true,\"device\":\"" + known + "\"}");
    one = Visitor.welcomed(far.port(), again.path("token").asText());
    assertEquals(report.value(), one.await("outcome").path("report").asText());
  }

  private JsonNode session(String body) {
    return SessionClient.json(SessionClient.on(near.port()).create(body));
  }

  private void rematch() {
    one.send("next", "room", one.room());
    other.send("next", "room", one.room());
    assertEquals(one.awaitMatch(), other.awaitMatch());
  }

  private void rematchWithAnother() {
    other = Visitor.welcomed(far.port());
    Visitor.match(one, other);
  }

  private void awaitAgreement(String report, String agrees) {
    Eventually.await(
        "the other node has answered",
        () -> agrees.equals(Objects.toString(redis.ask(Command.HGET, report, "agrees"))));
  }

  private ReportId report(String reason) {
    one.send("report", "room", one.room(), "reason", reason);
    return new ReportId(one.await("reported").path("report").asText());
  }

  private static void say(Visitor from, Visitor to, String id, String text) {
    from.chat(id, text);
    assertEquals(id, to.await("chat").path("id").asText());
  }
}
