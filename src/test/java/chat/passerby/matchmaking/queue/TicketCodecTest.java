package chat.passerby.matchmaking.queue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TicketCodecTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void ticket_packed_isUnpackedTheSame(@ForAll("tickets") Ticket ticket) {
    Buffer packed = TicketCodec.pack(ticket);
    assertEquals(ticket, TicketCodec.unpack(packed));
    Buffer value = Buffer.buffer(ticket.epoch() + "|7|").appendBuffer(packed);
    assertEquals(
        new TicketCodec.Stored(ticket, Instant.ofEpochSecond(7)), TicketCodec.unpackValue(value));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void ticket_equalToAnother_hasTheSameBytes(@ForAll("tickets") Ticket ticket) {
    List<DeviceId> blocked = new ArrayList<>(ticket.blocked());
    List<DeviceId> met = new ArrayList<>(ticket.recent().keySet());
    Collections.reverse(blocked);
    Collections.reverse(met);
    Map<DeviceId, Instant> recent = new LinkedHashMap<>();
    met.forEach(device -> recent.put(device, ticket.recent().getOrDefault(device, Instant.EPOCH)));
    Ticket same =
        new Ticket(
            ticket.session(),
            ticket.epoch(),
            ticket.node(),
            ticket.device(),
            ticket.since(),
            ticket.criteria(),
            new LinkedHashSet<>(blocked),
            recent);
    assertEquals(ticket, same);
    assertEquals(TicketCodec.pack(ticket), TicketCodec.pack(same));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void ticket_cutShortAnywhere_isRefused(@ForAll("tickets") Ticket ticket) {
    Buffer packed = TicketCodec.pack(ticket);
    for (int length = 0; length < packed.length(); length++) {
      Buffer cut = packed.getBuffer(0, length);
      assertTrue(isRefused(() -> TicketCodec.unpack(cut)), length + " bytes");
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void ticket_withOneOddByte_isReadOrRefused(
      @ForAll("tickets") Ticket ticket, @ForAll int place, @ForAll byte odd) {
    Buffer packed = TicketCodec.pack(ticket);
    packed.setByte(Math.floorMod(place, packed.length()), odd);
    assertDoesNotThrow(() -> isRefused(() -> TicketCodec.unpack(packed)));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void bytes_ofNoTicket_areRefused(@ForAll byte[] bytes) {
    assertTrue(isRefused(() -> TicketCodec.unpack(Buffer.buffer(bytes))));
    assertTrue(isRefused(() -> TicketCodec.unpackValue(Buffer.buffer(bytes))));
  }

  /** Nothing but what the codec says it throws. */
  private static boolean isRefused(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return true;
    }
  }

  @Provide
  Arbitrary<Ticket> tickets() {
    Arbitrary<String> ids =
        Arbitraries.strings().withChars("abcXYZ019._~:-").ofMinLength(1).ofMaxLength(64);
    Arbitrary<DeviceId> devices = ids.map(DeviceId::new);
    Arbitrary<Instant> times = Arbitraries.longs().between(0, 1L << 43).map(Instant::ofEpochMilli);
    Arbitrary<List<String>> words =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("äß日 ")
            .ofMaxLength(12)
            .list()
            .ofMaxSize(10);
    Arbitrary<Criteria> criteria =
        Combinators.combine(words, words, Arbitraries.of(true, false)).as(Criteria::new);
    return Combinators.combine(
            ids.map(SessionId::new),
            Arbitraries.longs().greaterOrEqual(1),
            ids.map(NodeId::new),
            devices,
            times,
            criteria,
            devices.set().ofMaxSize(5),
            Arbitraries.maps(devices, times).ofMaxSize(5))
        .as(Ticket::new);
  }
}
