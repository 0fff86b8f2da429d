package chat.passerby.matchmaking.queue;

import static chat.passerby.packed.Refusals.isRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.packed.Refusals;
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
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

class TicketCodecTest {

  @Test
  void ticket_packed_isUnpackedTheSame() {
    qt().withExamples(300).forAll(tickets()).checkAssert(TicketCodecTest::assertReadBack);
  }

  private static void assertReadBack(Ticket ticket) {
    Buffer packed = TicketCodec.pack(ticket);
    assertEquals(ticket, TicketCodec.unpack(packed));
    Buffer value = Buffer.buffer(ticket.epoch() + "|7|").appendBuffer(packed);
    assertEquals(
        new TicketCodec.Stored(ticket, Instant.ofEpochSecond(7)), TicketCodec.unpackValue(value));
  }

  @Test
  void ticket_equalToAnother_hasTheSameBytes() {
    qt().withExamples(100).forAll(tickets()).checkAssert(TicketCodecTest::assertSameBytes);
  }

  private static void assertSameBytes(Ticket ticket) {
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

  @Test
  void ticket_cutShortAnywhere_isRefused() {
    qt().withExamples(50).forAll(tickets()).checkAssert(TicketCodecTest::assertCutsRefused);
  }

  private static void assertCutsRefused(Ticket ticket) {
    Buffer packed = TicketCodec.pack(ticket);
    Refusals.assertCutsRefused(packed, packed.length(), TicketCodec::unpack);
  }

  @Test
  void ticket_withOneOddByte_isReadOrRefused() {
    qt().withExamples(200)
        .forAll(tickets(), Generate.range(0, Integer.MAX_VALUE), Generate.range(-128, 127))
        .checkAssert(
            (ticket, place, odd) -> {
              Buffer packed = TicketCodec.pack(ticket);
              packed.setByte(place % packed.length(), odd.byteValue());
              assertDoesNotThrow(() -> isRefused(() -> TicketCodec.unpack(packed)));
            });
  }

  @Test
  void bytes_ofNoTicket_areRefused() {
    qt().withExamples(200)
        .forAll(Gens.bytes(300))
        .checkAssert(
            bytes -> {
              assertTrue(isRefused(() -> TicketCodec.unpack(Buffer.buffer(bytes))));
              assertTrue(isRefused(() -> TicketCodec.unpackValue(Buffer.buffer(bytes))));
            });
  }

  private static Gen<Ticket> tickets() {
    Gen<DeviceId> devices = Gens.ids().map(DeviceId::new);
    Gen<Instant> times = Generate.longRange(0, 1L << 43).map(Instant::ofEpochMilli);
    Gen<List<String>> words = Gens.lists(Gens.texts("abcxyz\u00e4\u00df\u65e5 ", 0, 12), 0, 10);
    Gen<Criteria> criteria = words.zip(words, Generate.booleans(), Criteria::new);
    return in ->
        new Ticket(
            new SessionId(Gens.ids().generate(in)),
            Generate.longRange(1, Long.MAX_VALUE).generate(in),
            new NodeId(Gens.ids().generate(in)),
            devices.generate(in),
            times.generate(in),
            criteria.generate(in),
            Gens.<DeviceId>sets(devices, 5).generate(in),
            Gens.maps(devices, times, 5).generate(in));
  }
}
