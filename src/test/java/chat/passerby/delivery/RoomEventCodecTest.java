package chat.passerby.delivery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.delivery.RoomEventCodec.Delivery;
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
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.domains.DomainContextBase;

class RoomEventCodecTest {

  @Property(tries = 300)
  @Domain(Events.class)
  void delivery_packed_isUnpackedTheSame(@ForAll Delivery delivery) {
    assertEquals(delivery, RoomEventCodec.unpack(RoomEventCodec.pack(delivery)));
  }

  @Property(tries = 300)
  @Domain(Events.class)
  void room_packed_isUnpackedTheSame(@ForAll Room room) {
    assertEquals(room, RoomCodec.unpack(RoomCodec.pack(room)));
  }

  @Property(tries = 300)
  @Domain(Events.class)
  void room_packedInParts_isTheSame(@ForAll Room room) {
    assertEquals(
        RoomCodec.pack(room),
        RoomCodec.packBeforeMembers(room)
            .appendBuffer(RoomCodec.pack(room.older()))
            .appendBuffer(RoomCodec.pack(room.newer()))
            .appendBuffer(RoomCodec.packAfterMembers(room)));
  }

  @Property(tries = 50)
  @Domain(Events.class)
  void delivery_cutShortAnywhere_isRefused(@ForAll Delivery delivery) {
    Buffer packed = RoomEventCodec.pack(delivery);
    // Without the mark of its version it is what the build before would have written.
    int mark = packed.getByte(packed.length() - 1) == (byte) 0xFF ? 2 : 0;
    for (int length = 0; length < packed.length() - mark; length++) {
      Buffer cut = packed.getBuffer(0, length);
      assertTrue(isRefused(() -> RoomEventCodec.unpack(cut)), length + " bytes");
    }
  }

  @Property(tries = 100)
  @Domain(Events.class)
  @Domain(DomainContext.Global.class)
  void delivery_withOneOddByte_isReadOrRefused(
      @ForAll Delivery delivery, @ForAll int place, @ForAll byte odd) {
    Buffer packed = RoomEventCodec.pack(delivery);
    packed.setByte(Math.floorMod(place, packed.length()), odd);
    assertDoesNotThrow(() -> isRefused(() -> RoomEventCodec.unpack(packed)));
  }

  @Property(tries = 300)
  void bytes_ofNoEvent_areRefused(@ForAll byte[] bytes) {
    assertTrue(isRefused(() -> RoomEventCodec.unpack(Buffer.buffer(bytes))));
    assertTrue(isRefused(() -> RoomCodec.unpack(Buffer.buffer(bytes))));
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

  /** Rooms and events of every kind. */
  static final class Events extends DomainContextBase {
    private static final Arbitrary<String> IDS =
        Arbitraries.strings().withChars("abcXYZ019._~:-").ofMinLength(1).ofMaxLength(64);
    private static final Arbitrary<String> TEXTS = Arbitraries.strings().ofMaxLength(40);

    private static Arbitrary<Address> addresses() {
      return Combinators.combine(IDS.map(SessionId::new), Arbitraries.longs(), IDS.map(NodeId::new))
          .as(Address::new);
    }

    private static Arbitrary<Kind> kinds() {
      return Arbitraries.of(Kind.class);
    }

    @Provide
    Arbitrary<Room> rooms() {
      Arbitrary<Member> members =
          Combinators.combine(addresses(), IDS.map(DeviceId::new)).as(Member::new);
      Arbitrary<Lane> lanes = Combinators.combine(IDS, Arbitraries.of(Mode.class)).as(Lane::new);
      return Combinators.combine(
              IDS.map(RoomId::new),
              lanes,
              members
                  .tuple2()
                  .filter(
                      two ->
                          !two.get1().address().session().equals(two.get2().address().session())),
              TEXTS.list().ofMaxSize(10),
              TEXTS.optional())
          .as(
              (id, lane, two, interests, language) ->
                  new Room(id, lane, two.get1(), two.get2(), interests, language));
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
      Arbitrary<RoomId> ids = IDS.map(RoomId::new);
      Arbitrary<Buffer> frames =
          Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Buffer::buffer);
      List<Arbitrary<? extends RoomEvent>> events =
          List.of(
              rooms().map(RoomEvent.Matched::new),
              rooms().map(RoomEvent.Rewound::new),
              Combinators.combine(ids, addresses(), kinds(), TEXTS.optional(), frames)
                  .as(RoomEvent.Relay::new),
              Combinators.combine(ids, kinds(), TEXTS.optional()).as(RoomEvent.Undelivered::new),
              Combinators.combine(
                      rooms(), Arbitraries.of(Left.Reason.class), addresses().optional())
                  .as(RoomEvent.Ended::new),
              Combinators.combine(ids, addresses()).as(RoomEvent.Here::new),
              Combinators.combine(ids, addresses()).as(RoomEvent.Away::new),
              Combinators.combine(ids, addresses()).as(RoomEvent.Missing::new),
              ids.map(RoomEvent.Unmatched::new),
              Arbitraries.of(new RoomEvent.Replaced()));
      return Combinators.combine(addresses(), Arbitraries.oneOf(events)).as(Delivery::new);
    }
  }
}
