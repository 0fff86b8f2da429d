package chat.passerby.matchmaking.policy;

import java.util.EnumMap;
import java.util.Map;

/** Brings what a waiter insists on up to the time, and counts who gives up what. */
final class Wishes {
  private final PairingPolicy policy;
  private final Map<Criterion, Integer> givenUp = new EnumMap<>(Criterion.class);

  Wishes(PairingPolicy policy) {
    this.policy = policy;
  }

  /** Sets what the waiter insists on now; what it has insisted on before counts as given up. */
  void update(Waiter waiter, long now) {
    boolean interests = policy.interestsWidenAt(waiter) > now;
    boolean languages = policy.languagesWidenAt(waiter) > now;
    boolean strangers = policy.recentWidensAt(waiter) > now;
    count(Criterion.INTERESTS, waiter.insistsOnInterests, interests);
    count(Criterion.LANGUAGES, waiter.insistsOnLanguages, languages);
    count(Criterion.RECENT, waiter.insistsOnStrangers, strangers);
    waiter.insistsOnInterests = interests;
    waiter.insistsOnLanguages = languages;
    waiter.insistsOnStrangers = strangers;
  }

  /** How many gave each criterion up since this was last asked; none is left out. */
  Map<Criterion, Integer> drain() {
    Map<Criterion, Integer> drained = Map.copyOf(givenUp);
    givenUp.clear();
    return drained;
  }

  private void count(Criterion criterion, boolean before, boolean now) {
    if (before && !now) {
      givenUp.merge(criterion, 1, Integer::sum);
    }
  }
}
