package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who comes again and again.
 *
 * @param blocked whom never to meet
 * @param recent whom not to meet for as long as a test lasts
 */
record ModelVisitor(
    SessionId session, DeviceId device, Set<DeviceId> blocked, Map<DeviceId, Instant> recent) {

  Ticket ticket(Address address, Instant since, Criteria criteria) {
    return new Ticket(
        session, address.epoch(), address.node(), device, since, criteria, blocked, recent);
  }
}
