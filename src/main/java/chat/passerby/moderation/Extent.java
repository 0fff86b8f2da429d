package chat.passerby.moderation;

import java.util.List;
import java.util.Optional;

/** How much of a report's evidence is written down: as much as there is room for. */
enum Extent {
  /** All of it. */
  WHOLE,
  /** All but the snapshot, which is most of it. */
  WITHOUT_SNAPSHOT,
  /** Only what the report says, without snapshot and transcript. */
  BARE;

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
