package chat.passerby.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An enum constant that stands in frames under its own name in kebab-case. */
public interface WireNamed {
  /** Returns the constant's Java name; every enum has it. */
  String name();

  /** Returns the name on the wire: {@code STALE_ROOM} is {@code stale-room}. */
  default String wireName() {
    return WireNames.of(this);
  }

  /** Returns an enum's constants by their names on the wire. */
  static <E extends Enum<E> & WireNamed> Map<String, E> index(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .collect(Collectors.toUnmodifiableMap(WireNamed::wireName, Function.identity()));
  }
}
