package chat.passerby.telemetry;

import chat.passerby.http.HttpFault;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts the connections and what is wrong with them and their requests. What an operator can mend
 * is also logged, once in a while. One for the whole node.
 */
public final class HttpFaults {
  private static final Logger log = LoggerFactory.getLogger(HttpFaults.class);
  private static final Duration HOP_PAUSE = Duration.ofMinutes(10);
  private static final Duration ORIGIN_PAUSE = Duration.ofMinutes(1);

  private final Counter unreadableHops;
  private final Counter foreignOrigins;
  private final AtomicLong open = new AtomicLong();
  private final Labelled<HttpFault, Counter> faults;
  private final RareLog hopLog;
  private final RareLog originLog;

  public HttpFaults(Meters meters, NodeClock clock) {
    this.unreadableHops =
        meters.counter(
            "passerby_forwarded_unreadable",
            "Requests whose proxy wrote no address at the end of X-Forwarded-For");
    this.foreignOrigins =
        meters.counter("passerby_origins_refused", "Requests of pages of foreign origins");
    meters.gauge(
        "passerby_connections_open", "Open TCP connections, sockets and others", open::get);
    this.faults =
        meters.counters(
            "passerby_http_faults", "What clients did wrong over HTTP", "kind", HttpFault.class);
    this.hopLog = new RareLog(log, Level.WARN, HOP_PAUSE, clock);
    this.originLog = new RareLog(log, Level.WARN, ORIGIN_PAUSE, clock);
  }

  /** A connection has been accepted. */
  public void opened() {
    open.incrementAndGet();
  }

  /** A connection that was accepted has ended. */
  public void closed() {
    open.decrementAndGet();
  }

  /** Counts a fault of a request or a connection. */
  public void count(HttpFault fault) {
    faults.of(fault).increment();
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
