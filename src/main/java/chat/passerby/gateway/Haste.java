package chat.passerby.gateway;

import chat.passerby.gateway.limits.Pace;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.protocol.SessionId;
import chat.passerby.time.NodeClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches one visitor's looks: each room counts once, by the visitor's first wish to go on, whether
 * by {@code next}, by {@code leave} or by hanging up. A room that the partner ends does not count.
 */
public final class Haste {
  private final Paces paces;
  private final SessionId session;
  private final Duration usualLook;
  private final NodeClock clock;

  /** When the present room began, unless it has been counted. */
  private @Nullable Instant matched;

  /**
   * @param usualLook what is shorter is hasty; zero lets everybody go on at any time
   */
  public Haste(Paces paces, SessionId session, Duration usualLook, NodeClock clock) {
    this.paces = paces;
    this.session = session;
    this.usualLook = usualLook;
    this.clock = clock;
  }

  /** There is somebody to look at. */
  public void matched() {
    matched = clock.instant();
  }

  /** The visitor wants to leave the room. */
  public void leaving() {
    Instant since = matched;
    matched = null;
    if (since != null && !usualLook.isZero()) {
      Instant now = clock.instant();
      boolean hasty = now.isBefore(since.plus(usualLook));
      paces.change(session, now, pace -> hasty ? pace.hurried(since) : pace.looked());
    }
  }

  /** The partner is gone. */
  public void excused() {
    matched = null;
    if (!usualLook.isZero()) {
      paces.change(session, clock.instant(), Pace::excused);
    }
  }

  /** How long the visitor still has to look before searching again; zero when it may. */
  public Duration left() {
    Instant now = clock.instant();
    return paces.of(session, now).left(now);
  }
}
