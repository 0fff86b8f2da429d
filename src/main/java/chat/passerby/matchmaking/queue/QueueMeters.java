package chat.passerby.matchmaking.queue;

import chat.passerby.room.Lane;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.List;

/** Counts what became of the tickets that this node put in and took out; one for the node. */
public final class QueueMeters {
  private final Labelled<Lane, Counter> queued;
  private final Labelled<Lane, Counter> deduplicated;
  private final Labelled<Lane, Counter> withdrawn;
  private final Labelled<Lane, Counter> absent;
  private final Labelled<Lane, Counter> taken;
  private final Labelled<Lane, Counter> outdated;

  public QueueMeters(Meters meters, List<Lane> lanes) {
    this.queued =
        counters(meters, lanes, "passerby_tickets_queued", "Tickets put in, new or replaced");
    this.deduplicated =
        counters(
            meters, lanes, "passerby_tickets_deduplicated", "Tickets put in that were in already");
    this.withdrawn =
        counters(meters, lanes, "passerby_tickets_withdrawn", "Tickets taken out by their owners");
    this.absent =
        counters(
            meters, lanes, "passerby_tickets_absent", "Tickets to be taken out that were not in");
    this.taken =
        counters(
            meters,
            lanes,
            "passerby_tickets_taken",
            "Tickets to be put in or taken out whose session had a partner by then");
    this.outdated =
        counters(
            meters,
            lanes,
            "passerby_tickets_outdated",
            "Tickets to be put in or taken out that a newer connection had replaced");
  }

  void count(Lane lane, QueueReply reply) {
    Labelled<Lane, Counter> counters =
        switch (reply) {
          case QueueReply.Queued put -> queued;
          case QueueReply.Kept kept -> deduplicated;
          case QueueReply.Withdrawn out -> withdrawn;
          case QueueReply.Absent nothing -> absent;
          case QueueReply.Taken room -> taken;
          case QueueReply.Outdated old -> outdated;
        };
    counters.of(lane).increment();
  }

  private static Labelled<Lane, Counter> counters(
      Meters meters, List<Lane> lanes, String name, String meaning) {
    return meters.counters(name, meaning, "lane", lanes, Lane::name);
  }
}
