package chat.passerby.matchmaking.policy;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Random tickets from small alphabets, so that they collide in every way. Times lie within a
 * minute.
 */
class TicketArbitraries extends DomainContextBase {
  static final PolicySettings SETTINGS = PolicySettings.defaults();
  private static final int DEVICES = 12;

  @Provide
  Arbitrary<SessionId> session() {
    return Arbitraries.integers().between(0, 15).map(i -> Tickets.session("s" + i));
  }

  @Provide
  Arbitrary<Ticket> ticket() {
    return named(session().map(SessionId::value));
  }

  /** Up to 24 tickets of different sessions, in random order. */
  @Provide
  Arbitrary<List<Ticket>> tickets() {
    return Arbitraries.integers()
        .between(0, 24)
        .flatMap(
            size ->
                Combinators.combine(
                        IntStream.range(0, size)
                            .mapToObj(i -> named(Arbitraries.just("s" + i)))
                            .toList())
                    .as(tickets -> tickets))
        .flatMap(tickets -> Arbitraries.shuffle(tickets));
  }

  /** Often on the whole second, so that it meets the ends of waits exactly. */
  @Provide
  Arbitrary<Instant> time() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 60).map(s -> s * 1000)),
            Tuple.of(1, Arbitraries.integers().between(0, 60_000)))
        .map(Tickets.START::plusMillis);
  }

  private Arbitrary<Ticket> named(Arbitrary<String> names) {
    return Combinators.combine(names, device(), time(), criteria(), blocked(), recent())
        .as(
            (name, device, since, criteria, blocked, recent) ->
                new Ticket(
                    Tickets.session(name),
                    1,
                    new NodeId("node"),
                    device,
                    since,
                    criteria,
                    blocked,
                    recent));
  }

  private Arbitrary<DeviceId> device() {
    return Arbitraries.integers().between(1, DEVICES).map(i -> new DeviceId("d" + i));
  }

  private Arbitrary<Criteria> criteria() {
    return Combinators.combine(
            Arbitraries.of("chess", "jazz", "go", "tea").list().uniqueElements().ofMaxSize(4),
            Arbitraries.of("en", "en-GB", "en-US", "de", "tr").list().uniqueElements().ofMaxSize(3),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
        .as(Criteria::new);
  }

  private Arbitrary<Set<DeviceId>> blocked() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Set.of())), Tuple.of(1, device().set().ofMaxSize(4)));
  }

  private Arbitrary<Map<DeviceId, Instant>> recent() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(Map.of())),
        Tuple.of(
            1,
            Arbitraries.maps(device(), time().map(time -> time.minusSeconds(270))).ofMaxSize(6)));
  }
}
