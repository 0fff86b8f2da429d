package chat.passerby.gateway;

import chat.passerby.gateway.http.SharedReading;
import chat.passerby.gateway.http.SharedReading.Reading;
import chat.passerby.matchmaking.figures.PartitionFigures;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.visit.state.Search;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How long those who wait may expect to wait from now on. */
public final class WaitingEstimates {
  private final SharedReading<Map<String, PartitionFigures>> lanes;
  private final Faults faults;

  public WaitingEstimates(SharedReading<Map<String, PartitionFigures>> lanes, Faults faults) {
    this.lanes = lanes;
    this.faults = faults;
  }

  /** Has the lanes' figures read, unless that was done just now; never fails. */
  public Future<Void> refresh() {
    return lanes
        .get()
        .<Void>mapEmpty()
        .onFailure(e -> faults.report(Part.PAIRING, "The lanes' figures were not read.", e))
        .otherwiseEmpty();
  }

  /**
   * The time until this search is expected to find somebody, from the last figures read; nothing
   * when that is not known.
   */
  public Optional<Duration> of(Search search, Instant now) {
    return lanes
        .latest()
        .flatMap(
            reading ->
                Optional.ofNullable(reading.value().get(search.lane().partition()))
                    .flatMap(
                        figures ->
                            figures.expectedWait(
                                waiting(figures, reading, search),
                                Duration.between(search.since(), now))));
  }

  /** Whoever has come since the figures were read is not among them yet. */
  private static int waiting(PartitionFigures figures, Reading<?> reading, Search search) {
    return figures.waiting() + (search.since().isBefore(reading.at()) ? 0 : 1);
  }
}
