package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Search;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.matchmaking.policy.Widening;
import chat.passerby.protocol.ServerFrame;
import java.time.Instant;
import java.util.Optional;

/** What a waiting visitor is told: that it waits, and each time its criteria have widened. */
final class WaitingNews {
  private final Standing at;
  private final QueuePlace place;

  WaitingNews(Standing at, QueuePlace place) {
    this.at = at;
    this.place = place;
  }

  /** Looks at the clock. */
  void sweep(Instant now) {
    if (at.state instanceof Waiting) {
      at.parts.estimates().refresh();
    }
    if (at.state instanceof Waiting waiting
        && waiting.widening().filter(next -> !next.at().isAfter(now)).isPresent()) {
      announce(waiting.search(), now);
    }
  }

  /** Says that the visitor waits, unless that has been said. */
  void announce() {
    if (at.state instanceof Waiting waiting && !waiting.announced()) {
      announce(waiting.search(), at.parts.clock().instant());
    }
  }

  private void announce(Search search, Instant now) {
    Optional<Widening> widening = at.parts.policy().widening(place.ticket(search), now);
    at.state = new Waiting(search, true, widening);
    at.connection.send(
        new ServerFrame.Waiting(
            search.since(),
            at.parts.estimates().of(search, now),
            widening.map(next -> new ServerFrame.Waiting.Widening(drop(next), next.at()))));
  }

  private static ServerFrame.Waiting.Widening.Drop drop(Widening widening) {
    return switch (widening.criterion()) {
      case INTERESTS -> ServerFrame.Waiting.Widening.Drop.INTERESTS;
      case LANGUAGES -> ServerFrame.Waiting.Widening.Drop.LANGUAGES;
      case RECENT -> ServerFrame.Waiting.Widening.Drop.RECENT;
    };
  }
}
