package chat.passerby.gateway.levelling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a visitor who does not chat may be asked to connect elsewhere at no cost. */
public final class Stay {
  /** Somebody who has just come is not sent on at once. */
  static final Duration ARRIVAL = Duration.ofSeconds(5);

  /** Whoever has come back, perhaps since a node has asked for it, is left alone for so long. */
  static final Duration REST = Duration.ofMinutes(10);

  /** For so long a chat may be reported with its texts, which this node alone has. */
  static final Duration REPORTS = Duration.ofMinutes(10);

  /** A page that is out of sight may take so long to do as it is asked. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private Instant freeFrom;
  private @Nullable Instant asked;

  /**
   * @param again whether the session was connected before
   */
  public Stay(Instant welcomed, boolean again) {
    this.freeFrom = welcomed.plus(again ? REST : ARRIVAL);
  }

  /** The visitor was in a chat until now. */
  public void chatted(Instant now) {
    freeFrom = later(freeFrom, now.plus(REPORTS));
  }

  /** The visitor is asked to connect elsewhere. */
  public void asked(Instant now) {
    asked = now;
    freeFrom = later(freeFrom, now.plus(REST));
  }

  /** Whether it may be asked, if it does not chat. */
  public boolean isFree(Instant now) {
    return !now.isBefore(freeFrom);
  }

  /** Whether it was asked, and may be about to go. */
  public boolean isLeaving(Instant now) {
    return asked != null && now.isBefore(asked.plus(PATIENCE));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
