package chat.passerby.visit.search;

import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Waiting;
import java.util.Optional;

/** What a waiting visitor is told: that it waits, and each time its criteria have widened. */
public final class WaitingNews {
  private final Standing at;
  private final QueuePlace place;

  public WaitingNews(Standing at, QueuePlace place) {
    this.at = at;
    this.place = place;
  }

  /** Looks at the clock. */
  public void sweep() {
    if (at.state() instanceof Waiting) {
      at.effects().add(new Effect.ReadFigures());
    }
    if (at.state() instanceof Waiting waiting
        && waiting.widening().filter(next -> !next.at().isAfter(at.now())).isPresent()) {
      announce(waiting.search());
    }
  }

  /** Says that the visitor waits, unless that has been said. */
  public void announce() {
    if (at.state() instanceof Waiting waiting && !waiting.announced()) {
      announce(waiting.search());
    }
  }

  private void announce(Search search) {
    Optional<Widening> widening = at.settings().policy().widening(place.ticket(search), at.now());
    at.become(new Waiting(search, true, widening));
    at.effects().add(new Effect.Waits(search, widening));
  }
}
