package chat.passerby.matchmaking.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of one interest, or those open to any interest, sorted by the languages in which they
 * can be met.
 */
final class Shelf {
  /**
   * The first, as long as nobody else has come: most of the many interests in a crowd are one
   * visitor's alone, and lists for each would be most of the pool's memory.
   */
  private @Nullable Waiter alone;

  /** Made when somebody is put into it. */
  private @Nullable AgeList anyLanguage;

  /** Immutable while it has none or one, as on most of the many shelves that a crowd has. */
  private Map<String, AgeList> byLanguage = Map.of();

  private int size;

  void add(Waiter waiter) {
    if (size++ == 0) {
      alone = waiter;
      return;
    }
    if (alone != null) {
      sortIn(alone);
      alone = null;
    }
    sortIn(waiter);
  }

  private void sortIn(Waiter waiter) {
    if (!waiter.insistsOnLanguages) {
      if (anyLanguage == null) {
        anyLanguage = new AgeList();
      }
      anyLanguage.add(waiter);
    }
    for (String language : waiter.languages) {
      inLanguage(language).add(waiter);
    }
  }

  void remove(Waiter waiter) {
    size--;
    if (alone != null) {
      alone = null;
      return;
    }
    if (!waiter.insistsOnLanguages && anyLanguage != null) {
      anyLanguage.remove(waiter);
    }
    for (String language : waiter.languages) {
      AgeList waiters = byLanguage.get(language);
      if (waiters != null && waiters.remove(waiter) && waiters.isEmpty()) {
        forget(language);
      }
    }
  }

  private AgeList inLanguage(String language) {
    AgeList waiters = byLanguage.get(language);
    if (waiters != null) {
      return waiters;
    }
    AgeList first = new AgeList();
    if (byLanguage.isEmpty()) {
      byLanguage = Map.of(language, first);
    } else {
      if (byLanguage.size() == 1) {
        byLanguage = new HashMap<>(byLanguage);
      }
      byLanguage.put(language, first);
    }
    return first;
  }

  private void forget(String language) {
    if (byLanguage.size() == 1) {
      byLanguage = Map.of();
    } else {
      byLanguage.remove(language);
      if (byLanguage.size() == 1) {
        byLanguage = Map.copyOf(byLanguage);
      }
    }
  }

  int size() {
    return size;
  }

  /** Whether nobody but this one stands here. */
  boolean isOnly(Waiter waiter) {
    return alone == waiter;
  }

  /** Adds to {@code lists} those in which the seeker meets someone in a shared language. */
  void collectSharingLanguage(Waiter seeker, List<AgeList> lists) {
    if (alone != null && seeker.sharesLanguage(alone)) {
      lists.add(AgeList.of(alone));
    }
    for (String language : seeker.languages) {
      AgeList waiters = byLanguage.get(language);
      if (waiters != null) {
        lists.add(waiters);
      }
    }
  }

  /** Adds to {@code lists} the one of those who take any language, if the seeker takes any too. */
  void collectAnyLanguage(Waiter seeker, List<AgeList> lists) {
    if (seeker.insistsOnLanguages) {
      return;
    }
    if (alone != null && !alone.insistsOnLanguages) {
      lists.add(AgeList.of(alone));
    } else if (anyLanguage != null && !anyLanguage.isEmpty()) {
      lists.add(anyLanguage);
    }
  }
}
