package chat.passerby.moderation.staff;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What no role brings with it: it is given to some moderators by name. */
public enum Permission {
  /** To see evidence of reports with the reason {@code minor}. */
  MINORS;

  /** As it is written in Redis and in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as it is written; empty for any other. */
  public static Optional<Permission> read(String text) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(text)).findFirst();
  }

  static String join(Collection<Permission> permissions) {
    return permissions.stream()
        .map(Permission::wireName)
        .sorted()
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** Reads what was joined; what another build may know is left out. */
  static Set<Permission> split(String text) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    for (String name : text.split(",", -1)) {
      read(name).ifPresent(all::add);
    }
    return all;
  }
}
