package chat.passerby.protocol;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one frame as they are read, by name. */
final class FieldValues {
  private static final int FIELDS = ClientField.values().length;
  private static final double NANOS_PER_MILLI = 1e6;

  private final @Nullable Object[] values = new @Nullable Object[FIELDS];

  void put(ClientField field, Object value) {
    values[field.ordinal()] = value;
  }

  <T> Optional<T> find(ClientField field, Class<T> type) {
    return Optional.ofNullable(type.cast(values[field.ordinal()]));
  }

  /** Returns a field that the frame must have, which was checked before. */
  <T> T get(ClientField field, Class<T> type) {
    T value = type.cast(values[field.ordinal()]);
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
    return values[field.ordinal()] instanceof List<?> strings
        ? strings.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** Returns a number of milliseconds, with its fraction to the nanosecond. */
  Optional<Duration> duration(ClientField field) {
    return find(field, Double.class)
        .map(millis -> Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI)));
  }
}
