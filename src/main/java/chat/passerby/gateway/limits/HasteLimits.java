package chat.passerby.gateway.limits;

import chat.passerby.protocol.SessionId;
import chat.passerby.time.NodeClock;
import java.time.Duration;

/**
 * How soon and how often visitors may search.
 *
 * @param look a shorter look at a partner is hasty; zero lets everybody go on at any time
 * @param searchesPerMinute of one connection; zero is no limit
 */
public record HasteLimits(Paces paces, Duration look, int searchesPerMinute, NodeClock clock) {
  /** The limits as they are for a session's new connection. */
  public Haste of(SessionId session) {
    return new Haste(paces, session, look, Haste.searches(searchesPerMinute, clock));
  }
}
