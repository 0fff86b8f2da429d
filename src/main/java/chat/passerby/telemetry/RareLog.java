package chat.passerby.telemetry;

import chat.passerby.time.NodeClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs one thing, at most once in a while: otherwise whoever can make a node repeat a line could
 * fill its disk. May be used on any thread.
 */
public final class RareLog {
  /** How much of what a client wrote is repeated, in characters. */
  private static final int SHOWN_CHARS = 120;

  private final Logger log;
  private final Level level;
  private final long pauseNanos;
  private final NodeClock clock;
  private final AtomicLong next;
  private final AtomicLong unsaid = new AtomicLong();

  /**
   * @param pause how long nothing is logged after each line
   */
  public RareLog(Logger log, Level level, Duration pause, NodeClock clock) {
    this.log = log;
    this.level = level;
    this.pauseNanos = pause.toNanos();
    this.clock = clock;
    this.next = new AtomicLong(clock.nanos());
  }

  /** Logs it, unless it was logged lately; a line says how often it was left out before. */
  public void say(String text, Object... values) {
    long now = clock.nanos();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + pauseNanos)) {
      unsaid.incrementAndGet();
      return;
    }
    long before = unsaid.getAndSet(0);
    String more = before == 0 ? "" : " It happened " + before + " more times before.";
    log.atLevel(level).log(text + more, values);
  }

  /** What a client wrote, safe to be shown: short, and without anything but printable ASCII. */
  public static String shown(String text) {
    String cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) : text;
    String safe = cut.replaceAll("[^ !#-\\[\\]-~]", "?");
    return cut.length() < text.length() ? safe + "..." : safe;
  }
}
