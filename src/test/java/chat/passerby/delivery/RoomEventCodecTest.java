package chat.passerby.delivery;

import static chat.passerby.packed.Refusals.isRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import chat.passerby.delivery.RoomEventCodec.Delivery;
import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.Refusals;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.WireCodes;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

class RoomEventCodecTest {

  @Test
  void delivery_packed_isUnpackedTheSame() {
    qt().withExamples(300)
        .forAll(deliveries())
        .checkAssert(
            delivery ->
                assertEquals(delivery, RoomEventCodec.unpack(RoomEventCodec.pack(delivery))));
  }

  @Test
  void room_packed_isUnpackedTheSame() {
    qt().withExamples(300)
        .forAll(rooms())
        .checkAssert(room -> assertEquals(room, RoomCodec.unpack(RoomCodec.pack(room))));
  }

  @Test
  void room_packedInParts_isTheSame() {
    qt().withExamples(300)
        .forAll(rooms())
        .checkAssert(
            room ->
                assertEquals(
                    RoomCodec.pack(room),
                    room.members().stream()
                        .map(RoomCodec::pack)
                        .reduce(RoomCodec.packBeforeMembers(room), Buffer::appendBuffer)
                        .appendBuffer(RoomCodec.packAfterMembers(room))));
  }

  /** A build that knows rooms of two only must not take the third member for an interest. */
  @Test
  void room_ofThree_hasNoModeForABuildThatKnowsRoomsOfTwo() {
    Room room =
        new Room(
            new RoomId("r"),
            new Lane("default", Mode.VIDEO, 3),
            Stream.of("anna", "ben", "cleo").map(RoomEventCodecTest::member).toList(),
            List.of(),
            Optional.empty());
    Buffer packed = RoomCodec.pack(room);
    assertEquals(room, RoomCodec.unpack(packed));
    PackedReader before = new PackedReader(packed);
    assertEquals("r", before.text());
    assertEquals("default", before.text());
    assertThrows(
        IllegalArgumentException.class, () -> WireCodes.MODES.constant(before.tag()), "the mode");
  }

  @Test
  void room_ofTooManyForAnyVersion_isRefused() {
    Buffer packed = new PackedWriter().text("r").text("default").tag(-100).tag(0).tag(0).packed();
    assertTrue(isRefused(() -> RoomCodec.unpack(packed)));
  }

  @Test
  void delivery_cutShortAnywhere_isRefused() {
    qt().withExamples(50).forAll(deliveries()).checkAssert(RoomEventCodecTest::assertCutsRefused);
  }

  private static void assertCutsRefused(Delivery delivery) {
    Buffer packed = RoomEventCodec.pack(delivery);
    // Without the mark of its version it is what the build before would have written.
    int mark = packed.getByte(packed.length() - 1) == (byte) 0xFF ? 2 : 0;
    Refusals.assertCutsRefused(packed, packed.length() - mark, RoomEventCodec::unpack);
  }

  @Test
  void delivery_withOneOddByte_isReadOrRefused() {
    qt().withExamples(100)
        .forAll(deliveries(), Generate.range(0, Integer.MAX_VALUE), Generate.range(-128, 127))
        .checkAssert(
            (delivery, place, odd) -> {
              Buffer packed = RoomEventCodec.pack(delivery);
              packed.setByte(place % packed.length(), odd.byteValue());
              assertDoesNotThrow(() -> isRefused(() -> RoomEventCodec.unpack(packed)));
            });
  }

  @Test
  void bytes_ofNoEvent_areRefused() {
    qt().withExamples(300)
        .forAll(Gens.bytes(300))
        .checkAssert(
            bytes -> {
              assertTrue(isRefused(() -> RoomEventCodec.unpack(Buffer.buffer(bytes))));
              assertTrue(isRefused(() -> RoomCodec.unpack(Buffer.buffer(bytes))));
            });
  }

  private static Gen<RoomId> ids() {
    return Gens.ids().map(RoomId::new);
  }

  private static Gen<Address> addresses() {
    return Gens.ids()
        .zip(
            Gens.longs(),
            Gens.ids(),
            (session, epoch, node) -> new Address(new SessionId(session), epoch, new NodeId(node)));
  }

  private static Gen<Kind> kinds() {
    return Generate.enumValues(Kind.class);
  }

  private static Gen<Optional<String>> refs() {
    return Gens.unicode(40).toOptionals(50);
  }

  private static Gen<Room> rooms() {
    Gen<Member> members =
        addresses().zip(Gens.ids(), (address, device) -> new Member(address, new DeviceId(device)));
    Gen<List<Member>> some = Gens.lists(members, 2, 4);
    Gen<Lane> lanes = Gens.ids().zip(Generate.enumValues(Mode.class), Lane::new);
    Gen<List<String>> interests = Gens.lists(Gens.unicode(40), 0, 10);
    return in -> {
      List<Member> all = different(some.generate(in));
      return new Room(
          ids().generate(in), lanes.generate(in), all, interests.generate(in), refs().generate(in));
    };
  }

  private static List<Member> different(List<Member> members) {
    Map<SessionId, Member> bySession = new LinkedHashMap<>();
    members.forEach(member -> bySession.put(member.session(), member));
    for (int i = bySession.size(); i < 2; i++) {
      bySession.put(new SessionId("another" + i), member("another" + i));
    }
    return List.copyOf(bySession.values());
  }

  private static Member member(String session) {
    return new Member(
        new Address(new SessionId(session), 1, new NodeId("node")), new DeviceId("of-" + session));
  }

  /** Events of every kind. */
  private static Gen<Delivery> deliveries() {
    Gen<Buffer> frames = Gens.texts("{}\"abc\u00e9", 0, 200).map(text -> Buffer.buffer(text));
    Gen<Left.Reason> reasons = Generate.enumValues(Left.Reason.class);
    Gen<RoomEvent> events =
        Gens.oneOf(
            List.of(
                rooms().map(RoomEvent.Matched::new),
                rooms().map(RoomEvent.Rewound::new),
                in ->
                    new RoomEvent.Relay(
                        ids().generate(in),
                        addresses().generate(in),
                        kinds().generate(in),
                        refs().generate(in),
                        frames.generate(in)),
                ids().zip(kinds(), refs(), RoomEvent.Undelivered::new),
                rooms().zip(reasons, addresses().toOptionals(50), RoomEvent.Ended::new),
                ids().zip(addresses(), RoomEvent.Here::new),
                ids().zip(addresses(), RoomEvent.Away::new),
                ids().zip(addresses(), RoomEvent.Missing::new),
                ids().map(RoomEvent.Unmatched::new),
                rooms().zip(reasons, RoomEvent.Untold::new),
                rooms().zip(addresses(), RoomEvent.StillIn::new),
                // With a newer connection, it says the same when cut short: see the goldens.
                Generate.constant(new RoomEvent.Replaced())));
    return addresses().zip(events, Delivery::new);
  }
}
