package chat.passerby.protocol.reading;

import chat.passerby.protocol.RoomId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The fields of one frame as they are read, by name. */
final class FieldValues {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<ClientField, Object> values = new EnumMap<>(ClientField.class);

  void put(ClientField field, Object value) {
    values.put(field, value);
  }

  <T> Optional<T> find(ClientField field, Class<T> type) {
    return Optional.ofNullable(type.cast(values.get(field)));
  }

  /** Returns a field that the frame must have, which was checked before. */
  <T> T get(ClientField field, Class<T> type) {
    T value = type.cast(values.get(field));
    if (value == null) {
      throw new NoSuchElementException(field.wireName());
    }
    return value;
  }

  RoomId room() {
    return get(ClientField.ROOM, RoomId.class);
  }

  /** Returns a list of strings, empty when the frame has no such field. */
  List<String> strings(ClientField field) {
    return values.get(field) instanceof List<?> strings
        ? strings.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** Returns a number of milliseconds, with its fraction to the nanosecond. */
  Optional<Duration> duration(ClientField field) {
    return find(field, Double.class)
        .map(millis -> Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI)));
  }
}
