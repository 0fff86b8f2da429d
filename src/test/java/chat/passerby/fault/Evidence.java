package chat.passerby.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts together what records say of a room around a time. */
final class Evidence {
  static final long BEFORE = 15_000;
  static final long AFTER = 12_000;

  private Evidence() {}

  static List<String> of(String room, long around, Story... stories) {
    return of(room, around - BEFORE, around + AFTER, stories);
  }

  static List<String> of(String room, long from, long to, Story... stories) {
    List<String> lines = new ArrayList<>();
    for (Story story : stories) {
      lines.addAll(story.record.excerpt(room, from, to));
    }
    lines.sort(Comparator.comparing(line -> line.substring(line.indexOf(' '))));
    return lines;
  }
}
