package chat.passerby.visit.chat;

import chat.passerby.delivery.RoomEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Acks that did not reach the partner. Nobody is told of those, and a chat whose ack is lost looks
 * undelivered for ever, so they are sent again. They may arrive twice and in any order.
 */
public final class LateAcks {
  /** More are dropped: their messages are sent again, and acked again, after the next loss. */
  public static final int MAX = 256;

  private final List<RoomEvent.Relay> acks = new ArrayList<>(0);

  public void add(RoomEvent.Relay ack) {
    if (acks.size() < MAX) {
      acks.add(ack);
    }
  }

  /** Removes and returns them. */
  public List<RoomEvent.Relay> takeAll() {
    List<RoomEvent.Relay> all = List.copyOf(acks);
    acks.clear();
    return all;
  }
}
