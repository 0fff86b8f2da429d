package chat.passerby.telemetry;

import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is wrong about requests that come over HTTP: all of it is counted, and what an operator can
 * mend is said in the log, now and then. One for the whole node.
 */
public final class HttpFaults {
  private static final Logger log = LoggerFactory.getLogger(HttpFaults.class);
  private static final Duration HOP_PAUSE = Duration.ofMinutes(10);
  private static final Duration ORIGIN_PAUSE = Duration.ofMinutes(1);

  private final Counter unreadableHops;
  private final Counter foreignOrigins;
  private final RareLog hopLog;
  private final RareLog originLog;

  public HttpFaults(Meters meters, NodeClock clock) {
    this.unreadableHops =
        meters.counter(
            "passerby_forwarded_unreadable",
            "Requests whose proxy wrote no address at the end of X-Forwarded-For");
    this.foreignOrigins =
        meters.counter("passerby_origins_refused", "Requests of pages of foreign origins");
    this.hopLog = new RareLog(log, Level.WARN, HOP_PAUSE, clock);
    this.originLog = new RareLog(log, Level.WARN, ORIGIN_PAUSE, clock);
  }

  /** The last entry of {@code X-Forwarded-For}, which a proxy of ours wrote, is no address. */
  public void unreadableHop() {
    unreadableHops.increment();
    hopLog.say(
        "A proxy of PASSERBY_PROXIES ended X-Forwarded-For with something that is no address: its"
            + " visitors share the limits of the proxy's own address.");
  }

  /**
   * A page of another origin was refused.
   *
   * @param host what {@code Host} said
   */
  public void foreignOrigin(String origin, String host) {
    foreignOrigins.increment();
    originLog.say(
        "Refused a page of the origin \"{}\", since the request was for the host \"{}\": if that"
            + " page is yours, add its origin to PASSERBY_ORIGINS.",
        RareLog.shown(origin),
        RareLog.shown(host));
  }
}
