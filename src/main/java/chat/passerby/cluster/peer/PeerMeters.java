package chat.passerby.cluster.peer;

import chat.passerby.protocol.NodeId;
import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.RareLog;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Counts and logs what becomes of the direct links between nodes. */
public final class PeerMeters {
  private static final Logger log = LoggerFactory.getLogger(PeerMeters.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Labelled<Outcome, Counter> counters;
  private final Labelled<Way, Counter> ways;
  private final RareLog refusals;
  private final Counter gaps;
  private final RareLog lost;

  /** How a batch of messages went to another node. */
  public enum Way {
    LINK,
    REDIS
  }

  private enum Outcome {
    /** A link was there. */
    OPENED,
    /** One that was there is there no more. */
    LOST,
    /** One could not be had; messages go through Redis. */
    MISSED,
    /** The other side did not prove that it knows the nodes' secret. */
    REFUSED
  }

  public PeerMeters(Meters meters, NodeClock clock) {
    this.counters =
        meters.counters(
            "passerby_links",
            "Direct links between nodes, by what became of them; without one, messages go through"
                + " Redis",
            "outcome",
            Outcome.class);
    this.ways =
        meters.counters(
            "passerby_batches",
            "Batches of gateways' messages to other nodes, by way",
            "way",
            Way.class);
    this.refusals = new RareLog(log, Level.WARN, PAUSE, clock);
    this.gaps =
        meters.counter(
            "passerby_link_gaps",
            "Batches that another node had handed to Redis and that did not come within a second"
                + " of what it sent on a link after them");
    this.lost = new RareLog(log, Level.WARN, PAUSE, clock);
  }

  /** A batch was sent; one that a link has lost is sent again. */
  public void sent(Way way) {
    ways.of(way).increment();
  }

  void opened(NodeId peer) {
    counters.of(Outcome.OPENED).increment();
    log.info("Linked to node {}.", peer.value());
  }

  void ended(NodeId peer, boolean wasOpen, String why) {
    counters.of(wasOpen ? Outcome.LOST : Outcome.MISSED).increment();
    if (wasOpen) {
      log.info("The link to node {} ended: {}. Messages go through Redis.", peer.value(), why);
    } else {
      log.debug("No link to node {}: {}.", peer.value(), why);
    }
  }

  void refused(NodeId peer, String why) {
    counters.of(Outcome.REFUSED).increment();
    refusals.say("Refused a link with node {}: {}.", peer.value(), why);
  }

  /** What Redis was handed for this node has not come. */
  public void gap() {
    gaps.increment();
    lost.say("What another node sent through Redis did not come; what it sent later is taken.");
  }

  /** Something connected that is no node, or none that is meant. */
  void refused(String why) {
    counters.of(Outcome.REFUSED).increment();
    refusals.say("Refused a link: {}.", why);
  }
}
