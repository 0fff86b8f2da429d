package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;

/**
 * Where a session was connected when this was written down.
 *
 * @param epoch the connection's number within its session, raised by each {@code hello}: what is
 *     addressed to an older epoch reaches nobody
 */
public record Address(SessionId session, long epoch, NodeId node) {}
