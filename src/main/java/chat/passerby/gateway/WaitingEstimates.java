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

/** Estimates how much longer visitors will wait. */
public final class WaitingEstimates {
  private final SharedReading<Map<String, PartitionFigures>> lanes;
  private final Faults faults;

  public WaitingEstimates(SharedReading<Map<String, PartitionFigures>> lanes, Faults faults) {
    this.lanes = lanes;
    this.faults = faults;
  }

  /** Reads the lanes' figures, unless they were read just now; never fails. */
  public Future<Void> refresh() {
    return lanes
        .get()
        .<Void>mapEmpty()
        .onFailure(e -> faults.report(Part.PAIRING, "The lanes' figures were not read.", e))
        .otherwiseEmpty();
  }

  /** Whether they were read just now. */
  public boolean areAtHand() {
    return lanes.isAtHand();
  }

  /**
   * How long this search is expected to take from now on, by the figures read last; empty when
   * unknown.
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

  /** Adds a visitor who came after the figures were read. */
  private static int waiting(PartitionFigures figures, Reading<?> reading, Search search) {
    return figures.waiting() + (search.since().isBefore(reading.at()) ? 0 : 1);
  }
}
