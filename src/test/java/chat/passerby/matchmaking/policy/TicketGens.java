package chat.passerby.matchmaking.policy;

import chat.passerby.Gens;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/**
 * Random tickets from small alphabets, so that they collide in every way. Times lie within a
 * minute.
 */
final class TicketGens {
  static final PolicySettings SETTINGS = PolicySettings.defaults();
  private static final int DEVICES = 12;

  private TicketGens() {}

  static Gen<SessionId> sessions() {
    return Generate.range(0, 15).map(i -> Tickets.session("s" + i));
  }

  static Gen<Ticket> tickets() {
    Gen<Ticket> tickets = anybody();
    return sessions().zip(tickets, (session, ticket) -> named(session, ticket));
  }

  /** Up to 24 tickets of different sessions, in random order. */
  static Gen<List<Ticket>> crowds() {
    return Gens.lists(anybody(), 0, 24)
        .zip(
            Gens.randoms(),
            (tickets, random) -> {
              List<Ticket> crowd = new ArrayList<>();
              for (int i = 0; i < tickets.size(); i++) {
                crowd.add(named(Tickets.session("s" + i), tickets.get(i)));
              }
              Collections.shuffle(crowd, random);
              return List.copyOf(crowd);
            });
  }

  /** Often on the whole second, so that it meets the ends of waits exactly. */
  static Gen<Instant> times() {
    Gen<Integer> seconds = Generate.range(0, 60).map(second -> second * 1000);
    return seconds.mix(Generate.range(0, 60_000), 25).map(Tickets.START::plusMillis);
  }

  private static Ticket named(SessionId session, Ticket ticket) {
    return new Ticket(
        session,
        ticket.epoch(),
        ticket.node(),
        ticket.device(),
        ticket.since(),
        ticket.criteria(),
        ticket.blocked(),
        ticket.recent());
  }

  private static Gen<Ticket> anybody() {
    Gen<Criteria> criteria =
        some(List.of("chess", "jazz", "go", "tea"), 4)
            .zip(
                some(List.of("en", "en-GB", "en-US", "de", "tr"), 3),
                rarely(Generate.constant(false), Generate.constant(true), 20),
                Criteria::new);
    Gen<Set<DeviceId>> blocked = rarely(Generate.constant(Set.of()), Gens.sets(devices(), 4), 25);
    Gen<Map<DeviceId, Instant>> recent =
        rarely(
            Generate.constant(Map.of()),
            Gens.maps(devices(), times().map(time -> time.minusSeconds(270)), 6),
            33);
    return in ->
        new Ticket(
            Tickets.session("s"),
            1,
            new NodeId("node"),
            devices().generate(in),
            times().generate(in),
            criteria.generate(in),
            Set.copyOf(blocked.generate(in)),
            recent.generate(in));
  }

  private static Gen<DeviceId> devices() {
    return Generate.range(1, DEVICES).map(i -> new DeviceId("d" + i));
  }

  private static Gen<List<String>> some(List<String> of, int most) {
    return Gens.sets(Generate.pick(of), most).map(List::copyOf);
  }

  private static <T> Gen<T> rarely(Gen<T> mostly, Gen<T> rarely, int percent) {
    return mostly.mix(rarely, percent);
  }
}
