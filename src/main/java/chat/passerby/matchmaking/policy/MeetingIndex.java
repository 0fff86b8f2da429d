package chat.passerby.matchmaking.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the waiters whose criteria accept each other without comparing anybody.
 *
 * <p>A waiter stands on the shelf of each of its interests and, unless it insists on one, on the
 * shelf of any interest. On each shelf it stands in the list of each of its languages and, unless
 * it insists on one, in the list of any language. Two waiters accept each other's criteria exactly
 * when they stand in a common list: the lists in which a waiter stands are those in which it has to
 * look.
 *
 * <p>Criteria are all this knows: who is barred or a recent partner is for the caller to see.
 */
final class MeetingIndex {
  private final Map<String, Shelf> byInterest = new HashMap<>();
  private final Shelf anyInterest = new Shelf();
  private int size;

  /** Sorts a waiter in; what it insists on must stay the same until it is removed. */
  void add(Waiter waiter) {
    size++;
    if (!waiter.insistsOnInterests) {
      anyInterest.add(waiter);
    }
    for (String interest : waiter.interests()) {
      byInterest.computeIfAbsent(interest, unused -> new Shelf()).add(waiter);
    }
  }

  void remove(Waiter waiter) {
    size--;
    if (!waiter.insistsOnInterests) {
      anyInterest.remove(waiter);
    }
    for (String interest : waiter.interests()) {
      byInterest.computeIfPresent(
          interest,
          (unused, shelf) -> {
            shelf.remove(waiter);
            return shelf.size() == 0 ? null : shelf;
          });
    }
  }

  int size() {
    return size;
  }

  /** The shelves of the seeker's interests on which others stand, emptiest first. */
  List<Shelf> interestShelves(Waiter seeker) {
    List<Shelf> shelves = new ArrayList<>(seeker.interests().size());
    for (String interest : seeker.interests()) {
      Shelf shelf = byInterest.get(interest);
      if (shelf != null && !shelf.isOnly(seeker)) {
        shelves.add(shelf);
      }
    }
    if (shelves.size() > 1) {
      shelves.sort(Comparator.comparingInt(Shelf::size));
    }
    return shelves;
  }

  Shelf anyInterestShelf() {
    return anyInterest;
  }

  /**
   * All whose criteria and the seeker's accept each other. The seeker itself, if it is in here, may
   * be among them or not.
   */
  AgeMerge meeting(Waiter seeker) {
    List<AgeList> lists = new ArrayList<>();
    for (Shelf shelf : interestShelves(seeker)) {
      shelf.collectSharingLanguage(seeker, lists);
      shelf.collectAnyLanguage(seeker, lists);
    }
    if (!seeker.insistsOnInterests) {
      anyInterest.collectSharingLanguage(seeker, lists);
      anyInterest.collectAnyLanguage(seeker, lists);
    }
    return new AgeMerge(lists);
  }
}
