package chat.passerby.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The visitors of one event loop whose connections have dropped within their grace, so that what
 * Redis kept for their return can be written down again.
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
   * Somebody has dropped.
   *
   * @param restoration writes down again what was kept, unless the session is back by then
   */
  public void add(Runnable restoration) {
    if (!grace.isZero()) {
      restorations.add(restoration);
      vertx.setTimer(grace.toMillis(), timer -> restorations.remove(restoration));
    }
  }

  /** Redis has lost its data. */
  public void restore() {
    List.copyOf(restorations).forEach(Runnable::run);
  }
}
