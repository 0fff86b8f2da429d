package chat.passerby.moderation;

import chat.passerby.protocol.WireNamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of a report's evidence is written down: as much as there is room for. */
public enum Extent implements WireNamed {
  /** All of it. */
  WHOLE,
  /** All but the snapshot, which is most of it. */
  WITHOUT_SNAPSHOT,
  /** Only what the report says, without snapshot and transcript. */
  BARE;

  private static final Map<String, Extent> NAMES = WireNamed.index(Extent.class);

  /** The one of that name; throws an IllegalArgumentException when there is none. */
  public static Extent of(String name) {
    Extent extent = NAMES.get(name);
    if (extent == null) {
      throw new IllegalArgumentException("A report has an unknown extent.");
    }
    return extent;
  }

  /** How early it is left out when room is short: 0 with a snapshot, 1 without, 2 when bare. */
  int rank(Report report) {
    return switch (this) {
      case WHOLE -> report.snapshot().isPresent() ? 0 : 1;
      case WITHOUT_SNAPSHOT -> 1;
      case BARE -> 2;
    };
  }

  /** What of the report is not written down. */
  List<Part> leavesOut(Report report) {
    List<Part> parts = new ArrayList<>();
    if (this != WHOLE && report.snapshot().isPresent()) {
      parts.add(Part.SNAPSHOT);
    }
    if (this == BARE && !report.transcript().isEmpty()) {
      parts.add(Part.TRANSCRIPT);
    }
    return parts;
  }

  /** What may be left out of a report. */
  enum Part {
    SNAPSHOT,
    TRANSCRIPT
  }

  /** The report as it is written down. */
  Report of(Report report) {
    return new Report(
        report.room(),
        report.at(),
        report.from(),
        report.about(),
        report.reason(),
        report.note(),
        this == WHOLE ? report.snapshot() : Optional.empty(),
        this == BARE ? List.of() : report.transcript());
  }

  /** What to try when there is no room for this much; empty for the smallest. */
  Optional<Extent> less(Report report) {
    return switch (this) {
      case WHOLE -> Optional.of(report.snapshot().isPresent() ? WITHOUT_SNAPSHOT : BARE);
      case WITHOUT_SNAPSHOT -> Optional.of(BARE);
      case BARE -> Optional.empty();
    };
  }
}
