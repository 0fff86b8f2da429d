package chat.passerby.matchmaking.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The waiters of one interest, or those open to any interest, sorted by the languages in which they
 * can be met.
 */
final class Shelf {
  private final AgeList anyLanguage = new AgeList();

  /** Immutable while it has none or one, as on most of the many shelves that a crowd has. */
  private Map<String, AgeList> byLanguage = Map.of();

  private int size;

  void add(Waiter waiter) {
    if (!waiter.insistsOnLanguages) {
      anyLanguage.add(waiter);
    }
    for (String language : waiter.languages) {
      inLanguage(language).add(waiter);
    }
    size++;
  }

  void remove(Waiter waiter) {
    if (!waiter.insistsOnLanguages) {
      anyLanguage.remove(waiter);
    }
    for (String language : waiter.languages) {
      AgeList waiters = byLanguage.get(language);
      if (waiters != null && waiters.remove(waiter) && waiters.isEmpty()) {
        forget(language);
      }
    }
    size--;
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

  /** Adds to {@code lists} those in which the seeker meets someone in a shared language. */
  void collectSharingLanguage(Waiter seeker, List<AgeList> lists) {
    for (String language : seeker.languages) {
      AgeList waiters = byLanguage.get(language);
      if (waiters != null) {
        lists.add(waiters);
      }
    }
  }

  /** Adds to {@code lists} the one of those who take any language, if the seeker takes any too. */
  void collectAnyLanguage(Waiter seeker, List<AgeList> lists) {
    if (!seeker.insistsOnLanguages && !anyLanguage.isEmpty()) {
      lists.add(anyLanguage);
    }
  }
}
