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
  private final Map<String, AgeList> byLanguage = new HashMap<>(4);
  private int size;

  void add(Waiter waiter) {
    if (!waiter.insistsOnLanguages) {
      anyLanguage.add(waiter);
    }
    for (String language : waiter.languages) {
      byLanguage.computeIfAbsent(language, unused -> new AgeList()).add(waiter);
    }
    size++;
  }

  void remove(Waiter waiter) {
    if (!waiter.insistsOnLanguages) {
      anyLanguage.remove(waiter);
    }
    for (String language : waiter.languages) {
      byLanguage.computeIfPresent(
          language,
          (unused, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
          });
    }
    size--;
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
