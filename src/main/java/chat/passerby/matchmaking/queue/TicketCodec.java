package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How a ticket is laid out in Redis. */
public final class TicketCodec {
  private TicketCodec() {}

  /** The same bytes for the same ticket, so that the queue sees that nothing has changed. */
  public static Buffer pack(Ticket ticket) {
    PackedWriter out =
        new PackedWriter()
            .text(ticket.session().value())
            .number(ticket.epoch())
            .text(ticket.node().value())
            .text(ticket.device().value())
            .number(ticket.since().toEpochMilli())
            .texts(ticket.criteria().interests())
            .texts(ticket.criteria().languages())
            .flag(ticket.criteria().hold())
            .texts(ticket.blocked().stream().map(DeviceId::value).sorted().toList())
            .number(ticket.recent().size());
    ticket.recent().entrySet().stream()
        .sorted(Comparator.comparing(meeting -> meeting.getKey().value()))
        .forEach(
            meeting ->
                out.text(meeting.getKey().value()).number(meeting.getValue().toEpochMilli()));
    return out.packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static Ticket unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    return new Ticket(
        new SessionId(in.text()),
        in.number(),
        new NodeId(in.text()),
        new DeviceId(in.text()),
        Instant.ofEpochMilli(in.number()),
        new Criteria(in.texts(), in.texts(), in.flag()),
        devices(in),
        meetings(in));
  }

  /** What a lane keeps of a session: the ticket, and when it was last put in. */
  public record Stored(Ticket ticket, Instant putIn) {}

  /** Reads the epoch, a bar, Unix seconds, a bar and the packed ticket; throws as above. */
  public static Stored unpackValue(Buffer value) {
    int first = barFrom(value, 0);
    int second = barFrom(value, first + 1);
    return new Stored(
        unpack(value.getBuffer(second + 1, value.length())),
        Instant.ofEpochSecond(Long.parseLong(value.getString(first + 1, second))));
  }

  private static int barFrom(Buffer value, int start) {
    int bar = start;
    while (value.getByte(bar) != '|') {
      bar++;
    }
    return bar;
  }

  private static Set<DeviceId> devices(PackedReader in) {
    Set<DeviceId> devices = new HashSet<>();
    in.texts().forEach(device -> devices.add(new DeviceId(device)));
    return Set.copyOf(devices);
  }

  private static Map<DeviceId, Instant> meetings(PackedReader in) {
    Map<DeviceId, Instant> meetings = new LinkedHashMap<>();
    for (long left = in.number(); left > 0; left--) {
      meetings.put(new DeviceId(in.text()), Instant.ofEpochMilli(in.number()));
    }
    return Map.copyOf(meetings);
  }
}
