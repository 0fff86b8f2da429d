package chat.passerby.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The visitors of one event loop who are away and may still come back. If Redis loses its data,
 * what it kept for their return is written again.
 */
public final class Absences {
  private final Vertx vertx;
  private final Duration grace;
  private final Set<Runnable> restorations = new HashSet<>();

  public Absences(Vertx vertx, Duration grace) {
    this.vertx = vertx;
    this.grace = grace;
  }

  /**
   * Adds a visitor whose connection has dropped.
   *
   * @param restoration writes what was kept again, unless the session is back by then
   */
  public void add(Runnable restoration) {
    if (!grace.isZero()) {
      restorations.add(restoration);
      vertx.setTimer(grace.toMillis(), timer -> restorations.remove(restoration));
    }
  }

  /** Writes everything again, since Redis has lost its data. */
  public void restore() {
    List.copyOf(restorations).forEach(Runnable::run);
  }
}
