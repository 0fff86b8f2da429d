package chat.passerby.visit.state;

import chat.passerby.moderation.Transcript;
import chat.passerby.moderation.Utterance;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.reading.ChatText;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor may still show of the chats of the last minutes. In memory only, and bounded for
 * all of them together: who goes from chat to chat keeps less of each.
 */
public final class Transcripts {
  /** So many chats are within the bound whatever was said in them. */
  private static final int ALWAYS_FIT = 4;

  public static final int MAX_BYTES = ALWAYS_FIT * Transcript.MAX_BYTES;

  /** The one that was begun first comes first. */
  private final Map<RoomId, Kept> byRoom = new LinkedHashMap<>(1);

  private static final class Kept {
    private final Transcript transcript = new Transcript();
    private Instant latest = Instant.MIN;
  }

  /** Remembers a frame if it is a text. */
  public void add(
      RoomId room,
      Relayed.Kind kind,
      Optional<String> id,
      Buffer frame,
      boolean byPartner,
      Instant now) {
    if (kind == Relayed.Kind.CHAT) {
      Kept kept = byRoom.computeIfAbsent(room, key -> new Kept());
      kept.transcript.add(id.orElse(""), now, byPartner, ChatText.spelled(frame));
      kept.latest = now;
      forget(room);
    }
  }

  /** What is remembered of a room. */
  public List<Utterance> of(RoomId room) {
    Kept kept = byRoom.get(room);
    return kept == null ? List.of() : kept.transcript.utterances();
  }

  /**
   * Forgets what can be shown no more.
   *
   * @param present the room that the visitor is in
   */
  public void sweep(Optional<RoomId> present, Instant now) {
    if (!byRoom.isEmpty()) {
      Instant oldest = now.minus(PastRooms.MEMORY);
      byRoom
          .entrySet()
          .removeIf(
              entry ->
                  !present.equals(Optional.of(entry.getKey()))
                      && entry.getValue().latest.isBefore(oldest));
    }
  }

  private void forget(RoomId but) {
    if (byRoom.size() <= ALWAYS_FIT) {
      return;
    }
    int bytes = 0;
    for (Kept kept : byRoom.values()) {
      bytes += kept.transcript.bytes();
    }
    Iterator<Map.Entry<RoomId, Kept>> eldest = byRoom.entrySet().iterator();
    while (bytes > MAX_BYTES && eldest.hasNext()) {
      Map.Entry<RoomId, Kept> next = eldest.next();
      if (!next.getKey().equals(but)) {
        bytes -= next.getValue().transcript.bytes();
        eldest.remove();
      }
    }
  }
}
