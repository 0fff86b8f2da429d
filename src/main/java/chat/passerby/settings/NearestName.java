package chat.passerby.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds what someone meant to write. */
final class NearestName {
  private static final String PREFIX = "PASSERBY_";

  /** The most single-letter slips that are taken for a slip; more is another word. */
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
   * How many letters must be put in, left out, replaced or swapped with their neighbour to turn
   * {@code a} into {@code b}: the optimal string alignment distance, a row of the table at a time.
   */
  static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[b.length()];
  }
}
