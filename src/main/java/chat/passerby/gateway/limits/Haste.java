package chat.passerby.gateway.limits;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one visitor's looks: each room counts once, by the visitor's first wish to go on, whether
 * by {@code next}, by {@code leave} or by hanging up. A room that the partner ends does not count.
 */
public final class Haste implements Pacing {
  private final Paces paces;
  private final SessionId session;
  private final Duration usualLook;
  private final RateLimit searches;
  private final Newcomers newcomers;
  private final DeviceId device;

  /** When the present room began, unless it has been counted. */
  private @Nullable Instant matched;

  /** Until when the visitor may not search, whoever ends the room. */
  private Instant heldUntil = Instant.MIN;

  /**
   * @param usualLook what is shorter is hasty; zero lets everybody go on at any time
   * @param searches how many searches may be begun
   * @param device what the visitor uses
   */
  public Haste(
      Paces paces,
      SessionId session,
      Duration usualLook,
      RateLimit searches,
      Newcomers newcomers,
      DeviceId device) {
    this.paces = paces;
    this.session = session;
    this.usualLook = usualLook;
    this.searches = searches;
    this.newcomers = newcomers;
    this.device = device;
  }

  /** A limit on the searches of one connection. */
  public static RateLimit searches(int perMinute, NodeClock clock) {
    return RateLimit.of(perMinute, Duration.ofMinutes(1), perMinute + perMinute / 2, clock);
  }

  @Override
  public void matched(Instant now) {
    matched = now;
  }

  @Override
  public void leaving(Instant now) {
    Instant since = matched;
    matched = null;
    if (since != null && !usualLook.isZero()) {
      boolean hasty = now.isBefore(since.plus(usualLook));
      paces.change(session, now, pace -> hasty ? pace.hurried(since) : pace.looked());
    }
  }

  @Override
  public void excused(Instant now) {
    matched = null;
    if (!usualLook.isZero()) {
      paces.change(session, now, Pace::excused);
    }
  }

  @Override
  public void heldBack(Instant now) {
    if (!usualLook.isZero()) {
      heldUntil = now.plus(Pace.LONGEST);
    }
  }

  @Override
  public Duration lookLeft(Instant now) {
    Duration left = paces.of(session, now).left(now);
    Duration held = now.isBefore(heldUntil) ? Duration.between(now, heldUntil) : Duration.ZERO;
    return held.compareTo(left) > 0 ? held : left;
  }

  @Override
  public Duration newcomerLeft(Instant now) {
    return newcomers.left(device, now);
  }

  @Override
  public Optional<Duration> search(Instant now) {
    Optional<Duration> wait = searches.take();
    if (wait.isEmpty()) {
      newcomers.searched(device, now);
    }
    return wait;
  }
}
