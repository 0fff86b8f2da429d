package chat.passerby.telemetry;

import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.VertxException;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Failures that nobody foresaw: a broken script, a null, a reply of another type. Each is counted,
 * and logged with its stack. One for the whole node; may be used on any thread.
 *
 * <p>Many at once are counted all and logged in part: {@value #BURST} stacks at first, then one
 * every three seconds.
 */
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  static final int BURST = 20;
  static final Duration PAUSE = Duration.ofSeconds(3);

  /** Where a fault happened. */
  public enum Part {
    /** What is done for one visitor: a frame, an event, a step. */
    VISIT,
    /** Events on their way to a session. */
    DELIVERY,
    /** The queue and its pairing. */
    PAIRING,
    /** An HTTP request that is answered 500. */
    HTTP,
    /** What the node does for itself: heartbeats, secrets, start and end. */
    NODE,
    /** What no code of ours caught. */
    UNCAUGHT
  }

  /** What another build may have written. */
  public enum Written {
    /** A message from another node. */
    EVENT,
    ROOM,
    /** What a session leaves behind for its next connection. */
    NOTE,
    TICKET,
    /** What is measured of a lane. */
    FIGURES,
    /** A sanction, or an appeal against one. */
    SANCTION,
    /** What is kept of a case of reports. */
    CASE
  }

  private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(1);

  private final Labelled<Part, Counter> counters;
  private final Labelled<Written, Counter> unreadable;
  private final RareLog unreadableLog;
  private final NodeClock clock;

  /** When the log would have caught up with all that was logged: a bucket that leaks. */
  private final AtomicLong due;

  private final AtomicLong unsaid = new AtomicLong();

  public Faults(Meters meters, NodeClock clock) {
    this.counters =
        meters.counters(
            "passerby_faults",
            "Failures that nobody foresaw; the log has their stacks",
            "part",
            Part.class);
    this.unreadable =
        meters.counters(
            "passerby_unreadable",
            "What was skipped since another build wrote it in a way that this one does not know",
            "what",
            Written.class);
    this.unreadableLog = new RareLog(log, Level.WARN, UNREADABLE_PAUSE, clock);
    this.clock = clock;
    this.due = new AtomicLong(clock.nanos());
  }

  /**
   * Counts and logs a failure, unless it was {@linkplain Foreseen foreseen}.
   *
   * @param what what was not done, as a sentence without anything a visitor wrote
   * @return whether it was a fault
   */
  public boolean report(Part part, String what, @Nullable Throwable cause) {
    if (cause instanceof Foreseen) {
      log.trace("{} {}", what, cause.getMessage());
      return false;
    }
    counters.of(part).increment();
    if (mayLog()) {
      long before = unsaid.getAndSet(0);
      String more = before == 0 ? "" : " " + before + " more faults were not logged.";
      log.error(what + more, cause == null ? null : new Shown(cause));
    } else {
      unsaid.incrementAndGet();
    }
    return true;
  }

  /** Counts bytes that were skipped: their version or one of their codes is not known here. */
  public void unreadable(Written what, int bytes) {
    unreadable.of(what).increment();
    unreadableLog.say("Skipped {} bytes ({}) that another build wrote.", bytes, Meters.text(what));
  }

  private boolean mayLog() {
    long now = clock.nanos();
    long pause = PAUSE.toNanos();
    while (true) {
      long before = due.get();
      long from = now - before > 0 ? now : before;
      if (from - now > (BURST - 1) * pause) {
        return false;
      }
      if (due.compareAndSet(before, from + pause)) {
        return true;
      }
    }
  }

  /**
   * A failure as the log shows it: with its stack, and with its message only when that cannot quote
   * what a visitor sent.
   */
  private static final class Shown extends Exception {
    private static final long serialVersionUID = 1;

    /** Deeper causes say nothing new. */
    private static final int CAUSES = 5;

    /** Redis repeats the arguments of a command that it does not know. */
    private static final String ARGUMENTS = "with args beginning";

    Shown(Throwable failure) {
      this(failure, CAUSES);
    }

    private Shown(Throwable failure, int causes) {
      super(text(failure), cause(failure, causes), false, true);
      // Replies of Redis and our own short notices have none: then ours shows who had to do with
      // it.
      if (failure.getStackTrace().length > 0) {
        setStackTrace(failure.getStackTrace());
      }
    }

    private static @Nullable Throwable cause(Throwable failure, int causes) {
      Throwable cause = failure.getCause();
      return cause == null || causes == 0 ? null : new Shown(cause, causes - 1);
    }

    private static String text(Throwable failure) {
      String type = failure.getClass().getName();
      String message = failure.getMessage();
      return message == null || !isHarmless(failure, message) ? type : type + ": " + message;
    }

    private static boolean isHarmless(Throwable failure, String message) {
      return switch (failure) {
        case NullPointerException e -> true;
        case ClassCastException e -> true;
        case IndexOutOfBoundsException e -> true;
        case ArithmeticException e -> true;
        case VertxException e -> e.getCause() == null;
        case Response reply -> !message.contains(ARGUMENTS);
        default -> false;
      };
    }
  }
}
