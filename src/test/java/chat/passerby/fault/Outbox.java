package chat.passerby.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  void acked(String id) {
    texts.remove(id);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  void forEach(Consumer<String> action) {
    List.copyOf(texts.keySet()).forEach(action);
  }
}
