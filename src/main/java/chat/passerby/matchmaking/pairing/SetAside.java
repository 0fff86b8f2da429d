package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.policy.Pairing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pairs whose claim broke, though Redis was there. They are proposed to nobody for some ticks, so
 * that others are claimed meanwhile; the bound of these, from which the wait is drawn, doubles with
 * each claim that breaks until one is answered.
 */
final class SetAside {
  static final int MAX_TICKS = 64;

  private final RandomGenerator random;
  private final List<Group> groups = new ArrayList<>(0);
  private int bound = 1;
  private long now;

  private record Group(List<Pairing> pairings, long until) {}

  SetAside(RandomGenerator random) {
    this.random = random;
  }

  /** A claim of these broke. */
  void add(List<Pairing> pairings) {
    groups.add(new Group(pairings, now + 1 + random.nextInt(bound)));
    bound = Math.min(2 * bound, MAX_TICKS);
  }

  /** A claim was answered. */
  void answered() {
    bound = 1;
  }

  /** Another tick has passed; returns who may be proposed again, and forgets them. */
  List<Pairing> tick() {
    now++;
    List<Pairing> due = new ArrayList<>(0);
    for (Iterator<Group> each = groups.iterator(); each.hasNext(); ) {
      Group group = each.next();
      if (group.until() <= now) {
        due.addAll(group.pairings());
        each.remove();
      }
    }
    return due;
  }
}
