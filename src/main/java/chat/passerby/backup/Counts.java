package chat.passerby.backup;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many keys there are of each kind. */
public final class Counts {
  private final Map<Kept, Long> keys = new EnumMap<>(Kept.class);

  void add(Kept kind) {
    keys.merge(kind, 1L, Long::sum);
  }

  public long total() {
    return keys.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Such as {@code 12 keys (moderators: 10, audit: 2)}. */
  @Override
  public String toString() {
    String kinds =
        keys.entrySet().stream()
            .map(each -> each.getKey().title() + ": " + each.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
    return total() + (total() == 1 ? " key" : " keys") + (keys.isEmpty() ? "" : kinds);
  }
}
