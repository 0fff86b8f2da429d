package chat.passerby.gateway;

import static chat.passerby.gateway.SnapshotReports.MEBIBYTE;
import static chat.passerby.gateway.SnapshotReports.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.moderation.Reports;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports have a Redis of their own. */
class EvidenceRedisTest {
  private RealRedis redis;
  private RealRedis evidence;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    redis = RealRedis.start(Files.createDirectory(data.resolve("main")));
    evidence = RealRedis.start(Files.createDirectory(data.resolve("evidence")));
  }

  @AfterEach
  void end() {
    evidence.close();
    redis.close();
  }

  @Test
  void reports_areKeptThereAndNowhereElse() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), settings(Map.of()));
        StaffNode staff = StaffNode.start(redis.endpoint(), settings(Map.of()))) {
      String id = report(node).path("report").asText();
      assertEquals(List.of(id), Reports.open(evidence));
      assertTrue(redis.keys().stream().noneMatch(key -> key.contains("{reports}")));
      assertTrue(evidence.keys().stream().allMatch(key -> key.contains("{reports}")));
      String mia = staff.token("mia", StaffRole.MODERATOR);
      JsonNode its = SessionClient.json(staff.send("POST", "/cases/next", "", mia));
      assertEquals(id, its.path("reports").get(0).path("report").asText());
      assertEquals("whole", its.path("reports").get(0).path("extent").asText());
    }
  }

  @Test
  void redisOfReports_thatIsAway_keepsNobodyFromMeeting() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), settings(Map.of()))) {
      evidence.process().kill();
      JsonNode refusal = report(node);
      assertEquals("unavailable", refusal.path("code").asText());
      assertEquals("report", refusal.path("ref").asText());
      assertTrue(refusal.path("retryAfter").asLong() > 0, refusal::toString);
      Visitor.matched(node.port(), node.port()).forEach(Visitor::close);
      evidence.process().restart();
      Eventually.await(
          "reports are taken again", () -> Visitor.type(report(node)).equals("reported"));
    }
  }

  /** A node that is started then serves visitors; only its start is checked, by Node. */
  @Test
  void redisOfReports_thatHangs_keepsNobodyFromMeeting() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), settings(Map.of()))) {
      evidence.process().pause();
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        one.send("report", "room", one.room(), "reason", "spam");
        Visitor.matched(node.port(), node.port()).forEach(Visitor::close);
        assertEquals("report", one.awaitError("unavailable").path("ref").asText());
        one.send("next", "room", one.room());
        assertEquals("next", other.await("left").path("reason").asText());
      } finally {
        evidence.process().resume();
      }
    }
  }

  @Test
  void reports_withTheLargestSnapshots_leaveVisitorsAlone() {
    evidence.ask(Command.CONFIG, "SET", "maxmemory", 8 * MEBIBYTE);
    redis.ask(Command.CONFIG, "SET", "maxmemory", 8 * MEBIBYTE);
    try (LocalNode node = LocalNode.start(redis.endpoint(), settings(SnapshotReports.UNBOUNDED));
        StaffNode staff = StaffNode.start(redis.endpoint(), settings(Map.of()))) {
      int reports = 0;
      while (node.count("passerby_evidence_dropped", "part", "snapshot") == 0) {
        assertTrue(reports < 300, "evidence is never left out");
        assertEquals("reported", Visitor.type(report(node)));
        reports++;
      }
      assertTrue(redis.usedMemory() < 6 * MEBIBYTE);
      Visitor.matched(node.port(), node.port()).forEach(Visitor::close);
      String id = Reports.open(evidence).get(reports - 1);
      String its =
          evidence.answer(Command.HGET, "passerby:{reports}:report:" + id, "case").toString();
      JsonNode whole = staff.get("/cases/" + its, staff.token("mia", StaffRole.MODERATOR));
      assertEquals("without-snapshot", whole.path("reports").get(0).path("extent").asText());
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("PASSERBY_EVIDENCE_REDIS_URI", evidence.endpoint().uri());
    return settings;
  }
}
