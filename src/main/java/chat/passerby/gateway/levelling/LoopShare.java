package chat.passerby.gateway.levelling;

import chat.passerby.time.NodeClock;
import java.time.Duration;

/**
 * How many visitors one event loop is to hand over. It has as much of the node's surplus as it has
 * of the node's sockets. To be called on one thread.
 */
public final class LoopShare {
  /** In a second, a node hands over this part of its surplus. */
  private static final double PART = 0.1;

  /** What a pause of the node kept it from is not made up for. */
  private static final double MOST_SECONDS = 2;

  private final Levelling levelling;
  private final NodeClock clock;
  private long last;

  /** What is due of a visitor, below 1: a small surplus is handed over one by one. */
  private double due;

  /**
   * @param due to begin with, below 1: not the same on all event loops, or each would hand over its
   *     first visitor at the same moment
   */
  LoopShare(Levelling levelling, NodeClock clock, double due) {
    this.levelling = levelling;
    this.clock = clock;
    this.due = due;
    this.last = clock.nanos();
  }

  /** Whether the node has too many visitors. */
  public boolean isUneven() {
    boolean uneven = levelling.surplus() > 0;
    if (!uneven) {
      last = clock.nanos();
    }
    return uneven;
  }

  /**
   * How many to hand over now, for the time that has passed.
   *
   * @param sockets how many this event loop has
   * @param leaving how many of them have been asked to go and have not gone yet
   */
  public int due(int sockets, int leaving) {
    long now = clock.nanos();
    double seconds =
        Math.min(MOST_SECONDS, (now - last) / (double) Duration.ofSeconds(1).toNanos());
    last = now;
    double part = Math.min(1, sockets / (double) Math.max(1, levelling.sessions()));
    double over = levelling.surplus() * part - leaving;
    due += seconds * Math.clamp(PART * over, 0, levelling.perSecond() * part);
    int whole = (int) due;
    due -= whole;
    return whole;
  }

  /** So many visitors have been asked to go. */
  public void asked(int visitors) {
    levelling.asked(visitors);
  }
}
