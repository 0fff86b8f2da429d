package chat.passerby.gateway.limits;

import chat.passerby.protocol.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The pace of the sessions that were hasty of late, across a node's event loops: a new connection
 * is no new beginning. Who has been calm for ten minutes is forgotten, and the eldest when there
 * are too many.
 */
public final class Paces {
  static final int MOST = 20_000;
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** The one longest unchanged comes first. */
  private final Map<SessionId, Kept> kept = new LinkedHashMap<>();

  private record Kept(Pace pace, Instant changed) {}

  public synchronized Pace of(SessionId session, Instant now) {
    forget(now);
    Kept its = kept.get(session);
    return its == null ? Pace.CALM : its.pace();
  }

  public synchronized Pace change(SessionId session, Instant now, UnaryOperator<Pace> change) {
    Pace changed = change.apply(of(session, now));
    kept.remove(session);
    if (!changed.equals(Pace.CALM)) {
      kept.put(session, new Kept(changed, now));
    }
    return changed;
  }

  synchronized int size() {
    return kept.size();
  }

  private void forget(Instant now) {
    Iterator<Kept> eldest = kept.values().iterator();
    while (eldest.hasNext()) {
      Kept first = eldest.next();
      if (kept.size() <= MOST && !first.changed().isBefore(now.minus(MEMORY))) {
        return;
      }
      eldest.remove();
    }
  }
}
