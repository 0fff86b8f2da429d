package chat.passerby.matchmaking.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best partner for one waiter among the touched.
 *
 * <p>Best is, in this order: not a recent partner, shares most interests, shares a language, waits
 * longest, smaller session id.
 *
 * <p>The shelves are searched from the emptiest to the fullest. Who was on none of the shelves
 * searched so far shares at most as many interests as there are shelves left, so the search ends as
 * soon as the best found shares more than that; and where at most one interest can be shared, the
 * oldest in each list is as good as any behind it. A hot interest is therefore looked at last and
 * seldom deeply. What is left is capped: after {@code lookAhead} acceptable waiters only the oldest
 * acceptable one of each further list is looked at. Below that cap the result is exact; above it
 * the partner may share fewer interests than another, but there is always one if anybody is
 * acceptable. Waiters who are barred or recent do not count towards the cap, or a crowd of them
 * could hide an acceptable one; their number is bounded by the lists of blocks and recents that
 * were given.
 */
final class PartnerSearch {
  private final PairingPolicy policy;
  private final Waiter seeker;
  private final long now;

  /**
   * How many more acceptable waiters may be looked at before the search contents itself with the
   * oldest.
   */
  private int looksLeft;

  private @Nullable Waiter best;
  private boolean bestIsRecent;
  private int bestShared;
  private boolean bestSharesLanguage;

  private PartnerSearch(PairingPolicy policy, Waiter seeker, long now, int lookAhead) {
    this.policy = policy;
    this.seeker = seeker;
    this.now = now;
    this.looksLeft = lookAhead;
  }

  /**
   * Searches once. Where a recent partner is refused, the seeker's {@link Waiter#retryAt} is set to
   * when that ends.
   *
   * @return null when nobody in the index is acceptable
   */
  static @Nullable Waiter best(
      PairingPolicy policy, MeetingIndex index, Waiter seeker, long now, int lookAhead) {
    PartnerSearch search = new PartnerSearch(policy, seeker, now, lookAhead);
    search.searchAll(index);
    return search.best;
  }

  private void searchAll(MeetingIndex index) {
    List<Shelf> shelves = index.interestShelves(seeker);
    for (int i = 0; i < shelves.size(); i++) {
      int left = shelves.size() - i;
      if (isBestBeyond(left)) {
        return;
      }
      if (left == 1 || looksLeft == 0) {
        lookAtOldest(shelves.get(i));
      } else {
        lookThrough(shelves.get(i), left);
      }
    }
    if (!seeker.insistsOnInterests && !isBestBeyond(0)) {
      lookAtOldest(index.anyInterestShelf());
    }
  }

  /** Whether nobody who shares at most this many interests can be better than the best. */
  private boolean isBestBeyond(int shared) {
    return best != null && !bestIsRecent && bestShared > shared;
  }

  /**
   * Looks at everyone on the shelf, of whom those not seen before share at most {@code left}
   * interests.
   */
  private void lookThrough(Shelf shelf, int left) {
    List<AgeList> lists = new ArrayList<>();
    shelf.collectSharingLanguage(seeker, lists);
    shelf.collectAnyLanguage(seeker, lists);
    AgeMerge merge = new AgeMerge(lists);
    for (Waiter waiter = merge.next(); waiter != null && looksLeft > 0; waiter = merge.next()) {
      if (look(waiter)) {
        looksLeft--;
      }
      if (best == waiter && isBestBeyond(left - 1) && sharesAllItCan()) {
        return;
      }
    }
  }

  private boolean sharesAllItCan() {
    return bestSharesLanguage || seeker.languages.isEmpty();
  }

  /**
   * Looks for someone in a shared language, then in any, until one is found who is acceptable and
   * not recent.
   */
  private void lookAtOldest(Shelf shelf) {
    List<AgeList> lists = new ArrayList<>();
    shelf.collectSharingLanguage(seeker, lists);
    if (!lookUntilFound(lists)) {
      lists.clear();
      shelf.collectAnyLanguage(seeker, lists);
      lookUntilFound(lists);
    }
  }

  private boolean lookUntilFound(List<AgeList> lists) {
    AgeMerge merge = new AgeMerge(lists);
    for (Waiter waiter = merge.next(); waiter != null; waiter = merge.next()) {
      if (look(waiter)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes the waiter the best if it is. Returns whether it is acceptable and not a recent partner.
   */
  private boolean look(Waiter waiter) {
    if (waiter == seeker) {
      return false;
    }
    long acceptableAt = policy.acceptableAt(seeker, waiter);
    if (acceptableAt > now) {
      seeker.retryAt = Math.min(seeker.retryAt, acceptableAt);
      return false;
    }
    boolean isRecent = policy.recentUntil(seeker, waiter) > now;
    int shared = seeker.sharedInterests(waiter);
    boolean sharesLanguage = seeker.sharesLanguage(waiter);
    if (best == null || isBetter(best, waiter, isRecent, shared, sharesLanguage)) {
      best = waiter;
      bestIsRecent = isRecent;
      bestShared = shared;
      bestSharesLanguage = sharesLanguage;
    }
    return !isRecent;
  }

  private boolean isBetter(
      Waiter than, Waiter waiter, boolean isRecent, int shared, boolean sharesLanguage) {
    if (isRecent != bestIsRecent) {
      return bestIsRecent;
    }
    if (shared != bestShared) {
      return shared > bestShared;
    }
    if (sharesLanguage != bestSharesLanguage) {
      return sharesLanguage;
    }
    return waiter.compareTo(than) < 0;
  }
}
