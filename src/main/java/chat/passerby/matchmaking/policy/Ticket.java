package chat.passerby.matchmaking.policy;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/**
 * One visitor's place in a lane.
 *
 * @param session who waits
 * @param epoch the session's fence: a claim holds only while it is the same
 * @param node where the session is connected
 * @param device what blocks and recent partners are known by; two sessions of one may meet
 * @param since the place in the queue, kept in whole milliseconds
 * @param criteria what is asked of a partner
 * @param blocked devices never to meet; the other side need not list this one
 * @param recent when a chat with each device ended; the other side need not list this one
 */
public record Ticket(
    SessionId session,
    long epoch,
    NodeId node,
    DeviceId device,
    Instant since,
    Criteria criteria,
    Set<DeviceId> blocked,
    Map<DeviceId, Instant> recent) {
  /** Copies the collections and cuts {@code since} to the millisecond. */
  public Ticket {
    since = since.truncatedTo(ChronoUnit.MILLIS);
    blocked = Set.copyOf(blocked);
    recent = Map.copyOf(recent);
  }

  /** Whether both are the same wait of the same session, though perhaps with other criteria. */
  boolean isSameWait(Ticket other) {
    return session.equals(other.session) && epoch == other.epoch && since.equals(other.since);
  }
}
