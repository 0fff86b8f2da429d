package chat.passerby.protocol.reading;

import static chat.passerby.protocol.reading.ClientField.ABOUT;
import static chat.passerby.protocol.reading.ClientField.ACTIVE;
import static chat.passerby.protocol.reading.ClientField.AS;
import static chat.passerby.protocol.reading.ClientField.BITRATE;
import static chat.passerby.protocol.reading.ClientField.HOLD;
import static chat.passerby.protocol.reading.ClientField.ICE;
import static chat.passerby.protocol.reading.ClientField.ID;
import static chat.passerby.protocol.reading.ClientField.INTERESTS;
import static chat.passerby.protocol.reading.ClientField.LANGUAGES;
import static chat.passerby.protocol.reading.ClientField.LOSS;
import static chat.passerby.protocol.reading.ClientField.MODE;
import static chat.passerby.protocol.reading.ClientField.NOTE;
import static chat.passerby.protocol.reading.ClientField.PROOF;
import static chat.passerby.protocol.reading.ClientField.REASON;
import static chat.passerby.protocol.reading.ClientField.ROOM;
import static chat.passerby.protocol.reading.ClientField.RTT;
import static chat.passerby.protocol.reading.ClientField.SDP;
import static chat.passerby.protocol.reading.ClientField.SETUP;
import static chat.passerby.protocol.reading.ClientField.SNAPSHOT;
import static chat.passerby.protocol.reading.ClientField.STARS;
import static chat.passerby.protocol.reading.ClientField.TEXT;
import static chat.passerby.protocol.reading.ClientField.TOKEN;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.WireNamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every type of client frame: its fields, and how they make the frame. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are List.of, the makers keep nothing.
enum ClientFrameType implements WireNamed {
  HELLO(List.of(TOKEN), List.of(), f -> new ClientFrame.Hello(f.get(TOKEN, String.class))),
  FIND(List.of(MODE), List.of(INTERESTS, LANGUAGES, HOLD), ClientFrameType::find),
  CANCEL(List.of(), List.of(), f -> new ClientFrame.Cancel()),
  NEXT(List.of(ROOM), List.of(), f -> new ClientFrame.Next(f.room())),
  LEAVE(List.of(ROOM), List.of(), f -> new ClientFrame.Leave(f.room())),
  OFFER(List.of(ROOM, SDP), List.of(), f -> relayed(Relayed.Kind.OFFER, f)),
  ANSWER(List.of(ROOM, SDP), List.of(), f -> relayed(Relayed.Kind.ANSWER, f)),
  CANDIDATE(
      List.of(ROOM, ClientField.CANDIDATE), List.of(), f -> relayed(Relayed.Kind.CANDIDATE, f)),
  CHAT(List.of(ROOM, ID, TEXT), List.of(ABOUT, AS, PROOF), f -> relayed(Relayed.Kind.CHAT, f)),
  ACK(List.of(ROOM, ID), List.of(), f -> relayed(Relayed.Kind.ACK, f)),
  TYPING(List.of(ROOM, ACTIVE), List.of(), f -> relayed(Relayed.Kind.TYPING, f)),
  REVEAL(List.of(ROOM), List.of(), f -> relayed(Relayed.Kind.REVEAL, f)),
  REWIND(List.of(ROOM), List.of(), f -> new ClientFrame.Rewind(f.room())),
  BLOCK(List.of(ROOM), List.of(), f -> new ClientFrame.Block(f.room())),
  REPORT(List.of(ROOM, REASON), List.of(NOTE, SNAPSHOT), ClientFrameType::report),
  QUALITY(List.of(ROOM, ICE, SETUP), List.of(RTT, LOSS, BITRATE), ClientFrameType::quality),
  RATE(
      List.of(ROOM, STARS),
      List.of(),
      f -> new ClientFrame.Rate(f.room(), f.get(STARS, Integer.class)));

  private static final Map<String, ClientFrameType> BY_WIRE_NAME =
      WireNamed.index(ClientFrameType.class);

  private final String wireName;
  private final List<ClientField> required;
  private final List<ClientField> optional;

  private final Function<FieldValues, ClientFrame> frame;

  ClientFrameType(
      List<ClientField> required,
      List<ClientField> optional,
      Function<FieldValues, ClientFrame> frame) {
    this.wireName = WireNamed.super.wireName();
    this.required = required;
    this.optional = optional;
    this.frame = frame;
  }

  static @Nullable ClientFrameType named(String wireName) {
    return BY_WIRE_NAME.get(wireName);
  }

  @Override
  public String wireName() {
    return wireName;
  }

  boolean has(ClientField field) {
    return required.contains(field) || optional.contains(field);
  }

  /** Returns a field that must be there and is not among those seen. */
  Optional<ClientField> missing(Set<ClientField> seen) {
    for (ClientField field : required) {
      if (!seen.contains(field)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** Makes the frame of values that the fields' rules let through, none missing. */
  ClientFrame frame(FieldValues values) {
    return frame.apply(values);
  }

  private static Relayed relayed(Relayed.Kind kind, FieldValues fields) {
    return new Relayed(kind, fields.room(), fields.find(ID, String.class));
  }

  private static ClientFrame find(FieldValues fields) {
    return new ClientFrame.Find(
        fields.get(MODE, Mode.class),
        fields.strings(INTERESTS),
        fields.strings(LANGUAGES),
        fields.find(HOLD, Boolean.class).orElse(false));
  }

  private static ClientFrame report(FieldValues fields) {
    return new ClientFrame.Report(
        fields.room(),
        fields.get(REASON, ClientFrame.Report.Reason.class),
        fields.find(NOTE, String.class),
        fields.find(SNAPSHOT, String.class));
  }

  private static ClientFrame quality(FieldValues fields) {
    return new ClientFrame.Quality(
        fields.room(),
        fields.get(ICE, ClientFrame.Quality.Ice.class),
        fields.duration(SETUP).orElseThrow(),
        fields.duration(RTT),
        fields.find(LOSS, Double.class).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
        fields
            .find(BITRATE, Double.class)
            .map(bits -> OptionalLong.of(Math.round(bits)))
            .orElseGet(OptionalLong::empty));
  }
}
