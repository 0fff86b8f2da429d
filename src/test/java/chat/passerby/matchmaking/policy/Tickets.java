package chat.passerby.matchmaking.policy;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Short ways to write tickets and times in tests. */
final class Tickets {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Tickets() {}

  static Instant at(double seconds) {
    return START.plus(Duration.ofMillis((long) (seconds * 1000)));
  }

  static SessionId session(String name) {
    return new SessionId(name);
  }

  /** The device of the session of this name. */
  static DeviceId device(String name) {
    return new DeviceId("device-of-" + name);
  }

  /** A ticket with no wishes; the name is that of the session. */
  static Ticket ticket(String name, double sinceSeconds) {
    return new Ticket(
        session(name),
        1,
        new NodeId("node"),
        device(name),
        at(sinceSeconds),
        new Criteria(List.of(), List.of(), false),
        Set.of(),
        Map.of());
  }

  static Ticket interests(Ticket ticket, String... interests) {
    Criteria old = ticket.criteria();
    return with(ticket, Criteria.of(List.of(interests), old.languages(), old.hold()));
  }

  static Ticket languages(Ticket ticket, String... languages) {
    Criteria old = ticket.criteria();
    return with(ticket, Criteria.of(old.interests(), List.of(languages), old.hold()));
  }

  static Ticket hold(Ticket ticket) {
    return with(
        ticket, new Criteria(ticket.criteria().interests(), ticket.criteria().languages(), true));
  }

  static Ticket with(Ticket ticket, Criteria criteria) {
    return copy(ticket, ticket.epoch(), criteria, ticket.blocked(), ticket.recent());
  }

  static Ticket blocking(Ticket ticket, DeviceId... devices) {
    return copy(ticket, ticket.epoch(), ticket.criteria(), Set.of(devices), ticket.recent());
  }

  static Ticket met(Ticket ticket, Map<DeviceId, Instant> recent) {
    return copy(ticket, ticket.epoch(), ticket.criteria(), ticket.blocked(), recent);
  }

  static Ticket epoch(Ticket ticket, long epoch) {
    return copy(ticket, epoch, ticket.criteria(), ticket.blocked(), ticket.recent());
  }

  /** The same wishes of another session, since then. */
  static Ticket as(String name, Instant since, Ticket ticket) {
    return new Ticket(
        session(name),
        ticket.epoch(),
        ticket.node(),
        ticket.device(),
        since,
        ticket.criteria(),
        ticket.blocked(),
        ticket.recent());
  }

  private static Ticket copy(
      Ticket ticket,
      long epoch,
      Criteria criteria,
      Set<DeviceId> blocked,
      Map<DeviceId, Instant> recent) {
    return new Ticket(
        ticket.session(),
        epoch,
        ticket.node(),
        ticket.device(),
        ticket.since(),
        criteria,
        blocked,
        recent);
  }
}
