package chat.passerby.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a visitor has written in a room and not seen acked yet, in order. */
final class Outbox {
  private final String visitor;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private long written;

  Outbox(String visitor) {
    this.visitor = visitor;
  }

  /** Writes one more message and returns its id. */
  String write(String room) {
    written++;
    String id = visitor + "-" + room + "-" + written;
    texts.put(id, visitor + " in " + room + " says " + written);
    return id;
  }

  String text(String id) {
    return texts.get(id);
  }

  /** Returns whether it was in here. */
  boolean acked(String id) {
    return texts.remove(id) != null;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  Optional<String> first() {
    return texts.keySet().stream().findFirst();
  }
}
