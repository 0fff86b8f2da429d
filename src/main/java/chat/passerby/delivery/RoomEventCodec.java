package chat.passerby.delivery;

import static chat.passerby.room.RoomCodec.address;
import static chat.passerby.room.RoomCodec.room;
import static chat.passerby.room.WireCodes.KINDS;
import static chat.passerby.room.WireCodes.REASONS;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.ClientFrame.Relayed.Kind;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** How events between nodes are laid out as bytes; a {@link VersionMark} ends them. */
public final class RoomEventCodec {
  private static final int VERSION = 1;

  private static final int MATCHED = 1;
  private static final int RELAY = 2;
  private static final int UNDELIVERED = 3;
  private static final int ENDED = 4;
  private static final int REPLACED = 5;
  private static final int UNMATCHED = 6;
  private static final int REWOUND = 7;
  private static final int HERE = 8;
  private static final int AWAY = 9;
  private static final int MISSING = 10;
  private static final int UNTOLD = 11;
  private static final int STILL_IN = 12;
  private static final int SANCTIONED = 13;
  private static final int PARTNER_MUTED = 14;

  private RoomEventCodec() {}

  /** An event under way between nodes. */
  public record Delivery(Address to, RoomEvent event) {}

  public static Buffer pack(Delivery delivery) {
    PackedWriter out = new PackedWriter();
    address(out, delivery.to());
    switch (delivery.event()) {
      case RoomEvent.Matched matched -> room(out.tag(MATCHED), matched.room());
      case RoomEvent.Relay relay -> {
        out.tag(RELAY).text(relay.room().value());
        address(out, relay.from());
        out.tag(KINDS.of(relay.kind())).texts(relay.ref().stream().toList()).bytes(relay.frame());
      }
      case RoomEvent.Undelivered lost ->
          out.tag(UNDELIVERED)
              .text(lost.room().value())
              .tag(KINDS.of(lost.kind()))
              .texts(lost.ref().stream().toList());
      case RoomEvent.Ended ended -> {
        room(out.tag(ENDED), ended.room());
        out.tag(REASONS.of(ended.reason()));
        out.flag(ended.by().isPresent());
        ended.by().ifPresent(by -> address(out, by));
      }
      case RoomEvent.Here here -> address(out.tag(HERE).text(here.room().value()), here.from());
      case RoomEvent.Away away -> address(out.tag(AWAY).text(away.room().value()), away.from());
      case RoomEvent.Missing missing ->
          address(out.tag(MISSING).text(missing.room().value()), missing.from());
      case RoomEvent.Unmatched unmatched -> out.tag(UNMATCHED).text(unmatched.room().value());
      case RoomEvent.Replaced replaced -> {
        out.tag(REPLACED);
        replaced.by().ifPresent(by -> address(out, by));
      }
      case RoomEvent.Untold untold -> {
        room(out.tag(UNTOLD), untold.room());
        out.tag(REASONS.of(untold.reason()));
      }
      case RoomEvent.StillIn in -> {
        room(out.tag(STILL_IN), in.room());
        address(out, in.partner());
      }
      case RoomEvent.Rewound rewound -> room(out.tag(REWOUND), rewound.room());
      case RoomEvent.Sanctioned sanctioned -> out.tag(SANCTIONED);
      case RoomEvent.PartnerMuted muted ->
          out.tag(PARTNER_MUTED).text(muted.room().value()).flag(muted.muted());
      // The build before reads an Unmatched, for which it does nothing but put in again who waits.
      case RoomEvent.Vouch vouch ->
          out.tag(UNMATCHED)
              .text(vouch.room().value())
              .text(vouch.report().value())
              .flag(vouch.minor())
              .bytes(vouch.marks());
    }
    // The build before would take what stands behind this one for the newer connection.
    return delivery.event() instanceof RoomEvent.Replaced replaced && replaced.by().isEmpty()
        ? out.packed()
        : VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static Delivery unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Address to = address(in);
    int tag = in.tag();
    RoomEvent event =
        switch (tag) {
          case MATCHED -> new RoomEvent.Matched(room(in));
          case RELAY ->
              new RoomEvent.Relay(
                  new RoomId(in.text()), address(in), kind(in), ref(in), in.bytes());
          case UNDELIVERED -> new RoomEvent.Undelivered(new RoomId(in.text()), kind(in), ref(in));
          case ENDED ->
              new RoomEvent.Ended(
                  room(in),
                  REASONS.constant(in.tag()),
                  in.flag() ? Optional.of(address(in)) : Optional.empty());
          case HERE -> new RoomEvent.Here(new RoomId(in.text()), address(in));
          case AWAY -> new RoomEvent.Away(new RoomId(in.text()), address(in));
          case MISSING -> new RoomEvent.Missing(new RoomId(in.text()), address(in));
          case UNMATCHED -> unmatched(new RoomId(in.text()), in);
          case REPLACED ->
              new RoomEvent.Replaced(in.atEnd() ? Optional.empty() : Optional.of(address(in)));
          case UNTOLD -> new RoomEvent.Untold(room(in), REASONS.constant(in.tag()));
          case STILL_IN -> new RoomEvent.StillIn(room(in), address(in));
          case REWOUND -> new RoomEvent.Rewound(room(in));
          case SANCTIONED -> new RoomEvent.Sanctioned();
          case PARTNER_MUTED -> new RoomEvent.PartnerMuted(new RoomId(in.text()), in.flag());
          default -> throw new IllegalArgumentException("No event has the tag " + tag + ".");
        };
    return new Delivery(to, event);
  }

  private static RoomEvent unmatched(RoomId room, PackedReader in) {
    return in.atEnd()
        ? new RoomEvent.Unmatched(room)
        : new RoomEvent.Vouch(room, new ReportId(in.text()), in.flag(), in.bytes());
  }

  private static Kind kind(PackedReader in) {
    return KINDS.constant(in.tag());
  }

  private static Optional<String> ref(PackedReader in) {
    List<String> refs = in.texts();
    return refs.isEmpty() ? Optional.empty() : Optional.of(refs.get(0));
  }
}
