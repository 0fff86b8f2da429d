package chat.passerby.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Reports with the largest snapshots, as many as there is room for. */
final class SnapshotReports {
  static final long MEBIBYTE = 1024 * 1024;

  /** Settings of a node that bounds reports by nothing but memory. */
  static final Map<String, String> UNBOUNDED =
      Map.of(
          "PASSERBY_REPORTS_PER_HOUR", "0",
          "PASSERBY_REPORTS_PER_ADDRESS", "0",
          "PASSERBY_EVIDENCE_BYTES", "0",
          "PASSERBY_EVIDENCE_BYTES_PER_ADDRESS", "0",
          "PASSERBY_EVIDENCE_BYTES_PER_DEVICE", "0");

  private static final String SNAPSHOT = "data:image/jpeg;base64," + "A".repeat(48_000);

  private SnapshotReports() {}

  /** Two new devices meet, and one reports the other; returns the answer. */
  static JsonNode report(LocalNode node) {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("report", "room", one.room(), "reason", "spam", "snapshot", SNAPSHOT);
      return one.next();
    }
  }
}
