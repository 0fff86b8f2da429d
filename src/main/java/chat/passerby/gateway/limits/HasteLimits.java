package chat.passerby.gateway.limits;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.time.NodeClock;
import java.time.Duration;

/**
 * How soon and how often visitors may search.
 *
 * @param look a shorter look at a partner is hasty; zero lets everybody go on at any time
 * @param searchesPerMinute of one connection; zero is no limit
 * @param newcomers slows new devices while the shield does
 */
public record HasteLimits(
    Paces paces, Duration look, int searchesPerMinute, Newcomers newcomers, NodeClock clock) {
  /** The limits as they are for a session's new connection, from that device. */
  public Haste of(SessionId session, DeviceId device) {
    return new Haste(
        paces, session, look, Haste.searches(searchesPerMinute, clock), newcomers, device);
  }
}
