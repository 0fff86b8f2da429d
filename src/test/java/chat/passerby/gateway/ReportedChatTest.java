package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.Reports;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What follows a report: the partner's node vouches for the chat, and the outcome is told. */
class ReportedChatTest extends ReportFixture {
  ReportedChatTest() {
    super(Map.of());
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

  /** Each has seen a part, and what one of the two lacks is no word against the other. */
  @Test
  void connection_byWhichSomebodyCameBack_saysNothing() {
    JsonNode session = session("{\"adult\":true}");
    other.close();
    one.await("left");
    other = Visitor.welcomed(far.port(), session.path("token").asText());
    Visitor.match(one, other);
    say(other, one, "1", "by the first");
    Visitor second = Visitor.welcomed(far.port(), session.path("token").asText());
    assertEquals(4501, other.awaitClose());
    other = second;
    one.await("partner-back");
    say(one, other, "2", "to the second");
    ReportId report = report("spam");
    rematch();
    say(other, one, "3", "a chat of these two");
    awaitAgreement(ReportKeys.report(report("spam")), "1");
    assertFalse(redis.hash(ReportKeys.report(report)).containsKey("agrees"));
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
    return new ReportId(receipt(one));
  }
}
