package chat.passerby.gateway;

import static chat.passerby.gateway.SnapshotReports.MEBIBYTE;
import static chat.passerby.gateway.SnapshotReports.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.Report;
import chat.passerby.moderation.Reports;
import chat.passerby.redis.RealRedis;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody reports again and again, with the largest snapshots. */
class ReportFloodTest {
  private RealRedis redis;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RealRedis.start(data);
  }

  @AfterEach
  void end() {
    redis.close();
  }

  @Test
  void reports_untilMemoryIsShort_leaveRoomForThoseWhoJoin() {
    redis.ask(Command.CONFIG, "SET", "maxmemory", 16 * MEBIBYTE);
    Map<String, String> unbounded = new HashMap<>(SnapshotReports.UNBOUNDED);
    unbounded.put("PASSERBY_EVIDENCE_MEMORY", "50");
    try (LocalNode node = LocalNode.start(redis.endpoint(), unbounded)) {
      int reports = 0;
      Report last;
      do {
        assertTrue(reports < 400, "evidence is never left out");
        last = Reports.read(redis, report(node).path("report").asText());
        reports++;
      } while (last.snapshot().isPresent());
      assertTrue(reports > 10, reports + " reports");
      for (Visitor visitor : Visitor.matched(node.port(), node.port())) {
        visitor.close();
      }
      assertEquals(reports, Reports.open(redis).size(), "all are written down");
      assertTrue(node.count("passerby_evidence_full", "bound", "memory") > 0);
    }
  }

  @Test
  void reports_ofManyDevicesAtOneAddress_areRefusedOnAllNodes() {
    Map<String, String> limits = Map.of("PASSERBY_REPORTS_PER_ADDRESS", "3");
    try (LocalNode near = LocalNode.start(redis.endpoint(), limits);
        LocalNode far = LocalNode.start(redis.endpoint(), limits)) {
      for (LocalNode node : List.of(near, far, near)) {
        assertEquals("reported", Visitor.type(report(node)));
      }
      for (LocalNode node : List.of(near, far)) {
        JsonNode refusal = report(node);
        assertEquals("rate-limited", refusal.path("code").asText());
        assertEquals("report", refusal.path("ref").asText());
        assertTrue(refusal.path("retryAfter").asLong() > 0, refusal::toString);
      }
      assertEquals(3, Reports.open(redis).size());
      assertTrue(redis.keys().stream().noneMatch(key -> key.contains("127.0.0.1")));
    }
  }

  @Test
  void report_withoutRoomAtAll_isAnsweredWithATime() {
    Map<String, String> limits = Map.of("PASSERBY_EVIDENCE_BYTES", "1");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits)) {
      JsonNode refusal = report(node);
      assertEquals("unavailable", refusal.path("code").asText());
      assertEquals("report", refusal.path("ref").asText());
      assertTrue(refusal.path("retryAfter").asLong() > 0, refusal::toString);
    }
  }
}
