package chat.passerby.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds what someone meant to write. */
final class NearestName {
  private static final String PREFIX = "PASSERBY_";

  /** More edits than these make another word; two swapped letters count as two. */
  private static final int MAX_SLIPS = 2;

  private NearestName() {}

  /** The name in {@code known} that {@code written} is closest to, if it is close at all. */
  static Optional<String> to(String written, Collection<String> known) {
    String plain = written.toUpperCase(Locale.ROOT).replaceAll("[.\\- ]", "_");
    // The prefix may be misspelt or missing.
    ToIntFunction<String> slips = name -> Math.min(slips(plain, name), slips(PREFIX + plain, name));
    return known.stream()
        .filter(name -> slips.applyAsInt(name) <= MAX_SLIPS)
        .min(Comparator.comparingInt(slips));
  }

  /**
   * How many letters must be put in, left out or replaced to turn {@code a} into {@code b}: the
   * Levenshtein distance, computed a row of its table at a time.
   */
  private static int slips(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] above = row.clone();
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
