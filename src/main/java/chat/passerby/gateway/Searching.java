package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.gateway.Standing.Idle;
import chat.passerby.gateway.Standing.Search;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.gateway.limits.RateLimit;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a visit in which a partner is searched for: into the queue and out of it. */
final class Searching {
  private final Standing at;
  private final RateLimit searches;
  private final Consumer<Room> matched;
  private final QueuePlace place;
  private final SearchNotes notes;
  private final WaitingNews news;
  private final Leftovers leftovers;
  private @Nullable Search lastSearch;

  /**
   * @param matched takes the news that a partner has been found
   */
  Searching(Standing at, Consumer<Room> matched) {
    this.at = at;
    this.matched = matched;
    this.place = new QueuePlace(at, matched);
    this.notes = new SearchNotes(at);
    this.news = new WaitingNews(at, place);
    this.leftovers = new Leftovers(at, place::giveUp, this::refresh, matched);
    int rate = at.parts.settings().nextPerMinute();
    this.searches = RateLimit.of(rate, Duration.ofMinutes(1), rate + rate / 2, at.parts.clock());
  }

  /** Takes over what an earlier connection has searched for. */
  void remember(SearchNote note) {
    lastSearch = new Search(home(note.mode()), note.criteria(), at.parts.clock().instant());
  }

  /** Takes over an earlier connection's place in the queue. */
  void expect(Search search) {
    lastSearch = search;
    at.inheritsSearch = true;
    at.state = new Waiting(search);
  }

  /** Redis has lost the notes of the session. */
  void restore() {
    if (lastSearch != null) {
      notes.restore(lastSearch);
    }
  }

  /** Puts the ticket of a place that was taken over into the queue. */
  void waitOn() {
    if (!(at.state instanceof Waiting waiting)) {
      return;
    }
    Search search = waiting.search();
    at.step(
        place.take(search),
        reply -> {
          switch (reply) {
            case QueueReply.Queued queued -> waitsAgain(search);
            case QueueReply.Kept kept -> waitsAgain(search);
            case QueueReply.Taken taken -> matched.accept(taken.room());
            case QueueReply.Outdated outdated -> at.connection.close(CloseCode.REPLACED);
            case QueueReply.Absent absent -> waitOn();
            case QueueReply.Withdrawn withdrawn -> {}
          }
        },
        // As soon as Redis is there, whoever waits is put in again.
        e -> announce());
  }

  private void waitsAgain(Search search) {
    waits(search);
    at.parts
        .postponed()
        .attempt(
            () ->
                // Whoever has dropped again by then has its place kept once more.
                at.ended
                    ? Future.succeededFuture()
                    : at.parts.places().forgetParked(search.lane(), at.self.session()));
  }

  /** Keeps the place for the session's return. */
  void park(Search search) {
    Ticket ticket = place.ticket(search);
    at.parts.departures().park(search.lane(), ticket, at.self, at.parts.grace());
  }

  /** Whether there is something to search for again. */
  boolean hasSearched() {
    return lastSearch != null;
  }

  /**
   * Searches again by the last criteria.
   *
   * @param before what to do first, if the visitor may search
   */
  void again(ClientFrame cause, Runnable before) {
    Search search = lastSearch;
    if (at.state instanceof Waiting waiting) {
      at.state = new Waiting(waiting.search());
      announce();
    } else if (search != null && maySearch(cause)) {
      before.run();
      Lane home = home(search.lane().mode());
      search(cause, new Search(home, search.criteria(), at.parts.clock().instant()));
    }
  }

  /** Tells a waiting visitor when the criteria have widened. */
  void sweep(Instant now) {
    news.sweep(now);
  }

  /** Puts a waiting visitor in again, or brings the news of a match that was missed. */
  void refresh() {
    // While a step is under way it decides; a ticket put in behind its back would be nobody's.
    if (at.state instanceof Waiting waiting && waiting.announced() && !at.inStep()) {
      Search search = waiting.search();
      at.follow(place.take(search), reply -> refreshed(search, reply));
    }
  }

  private void refreshed(Search search, QueueReply reply) {
    switch (reply) {
      case QueueReply.Queued queued -> stillWanted(search);
      case QueueReply.Kept kept -> stillWanted(search);
      case QueueReply.Taken taken -> matched.accept(taken.room());
      case QueueReply.Outdated outdated -> at.connection.close(CloseCode.REPLACED);
      case QueueReply.Withdrawn withdrawn -> {}
      case QueueReply.Absent absent -> {}
    }
  }

  /** A chat may have begun and ended since the question: then nobody waits there. */
  private void stillWanted(Search search) {
    if (at.state instanceof Waiting waiting && waiting.search().lane().equals(search.lane())) {
      leftovers.expect(search);
    } else {
      at.parts.departures().withdraw(search.lane(), at);
    }
  }

  void find(ClientFrame.Find find) {
    Lane lane = home(find.mode());
    Criteria criteria = Criteria.of(find.interests(), find.languages(), find.hold());
    switch (at.state) {
      case Chatting chatting ->
          at.connection.send(Refusals.wrongState(find, "Leave the room before you find another."));
      case Idle idle -> {
        if (maySearch(find)) {
          search(find, new Search(lane, criteria, at.parts.clock().instant()));
        }
      }
      case Waiting waiting -> {
        Search present = waiting.search();
        if (present.lane().partition().equals(lane.partition())) {
          search(find, new Search(present.lane(), criteria, present.since()));
        } else {
          moveLane(find, waiting, new Search(lane, criteria, present.since()));
        }
      }
    }
  }

  /** Where this session begins to wait. */
  private Lane home(Mode mode) {
    return at.parts.lanes().home(at.known.pool(), mode, at.self.session());
  }

  private void moveLane(ClientFrame.Find find, Waiting before, Search to) {
    Lane from = before.search().lane();
    at.step(
        place.giveUp(from),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(find, taken.room());
          } else if (at.state instanceof Waiting) {
            search(find, to);
          } else {
            at.connection.send(foundAlready(find));
          }
        },
        e -> {
          if (at.state instanceof Waiting) {
            waitOnAsBefore(before);
          }
          at.connection.send(Refusals.unavailable(find, e));
        });
  }

  private void search(ClientFrame cause, Search search) {
    at.inheritsSearch = false;
    attempt(cause, search, new Before(at.state, lastSearch));
  }

  /** What a search that cannot be begun goes back to. */
  private record Before(Standing.State state, @Nullable Search lastSearch) {}

  private void attempt(ClientFrame cause, Search search, Before before) {
    notes.note(search);
    lastSearch = search;
    at.state = new Waiting(search);
    Future<QueueReply> put = place.take(search);
    // Behind the ticket: whoever waits for the match must not wait for what else is read.
    Future<Void> figures = at.parts.afterThisTurn(at.parts.estimates()::refresh);
    at.step(
        put.compose(reply -> figures.map(reply)),
        reply -> {
          switch (reply) {
            case QueueReply.Taken taken -> lostAgainst(cause, taken.room());
            case QueueReply.Outdated outdated -> at.connection.close(CloseCode.REPLACED);
            case QueueReply.Absent absent -> attempt(cause, search, before);
            case QueueReply.Queued queued -> waits(search);
            case QueueReply.Kept kept -> waits(search);
            case QueueReply.Withdrawn withdrawn -> announce();
          }
        },
        e -> {
          if (at.state instanceof Waiting) {
            goBack(search, before);
            at.connection.send(Refusals.unavailable(cause, e));
          }
        });
  }

  /**
   * A search could not be begun: the visitor is where it was. The call may have run all the same.
   */
  private void goBack(Search tried, Before before) {
    lastSearch = before.lastSearch();
    if (lastSearch != null) {
      notes.note(lastSearch);
    }
    at.state = before.state();
    // Does nothing in a lane where the visitor still waits.
    at.parts.departures().withdraw(tried.lane(), at);
    if (before.state() instanceof Waiting waiting) {
      waitOnAsBefore(waiting);
    }
  }

  /** Puts the earlier ticket in again as soon as Redis takes it. */
  private void waitOnAsBefore(Waiting before) {
    Search search = before.search();
    at.parts
        .postponed()
        .attempt(
            () ->
                !at.inStep() && at.waitsFor(search)
                    ? at.guarded(place.take(search), reply -> refreshed(search, reply))
                    : Future.succeededFuture());
  }

  private void waits(Search search) {
    announce();
    leftovers.expect(search);
  }

  /** Says that the visitor waits, unless that has been said. */
  void announce() {
    news.announce();
  }

  void cancel(ClientFrame.Cancel cancel) {
    if (!(at.state instanceof Waiting waiting)) {
      at.connection.send(Refusals.wrongState(cancel, "There is no search to cancel."));
      return;
    }
    stopWaiting(cancel, waiting.search());
  }

  void stopWaiting(ClientFrame cause, Search search) {
    at.step(
        place.giveUp(search.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(cause, taken.room());
          } else if (at.state instanceof Waiting) {
            at.idle();
          } else {
            at.connection.send(foundAlready(cause));
          }
        },
        e -> {
          if (at.state instanceof Waiting) {
            at.idle();
            at.parts.departures().withdraw(search.lane(), at);
          }
        });
  }

  /**
   * A partner was found before the frame took effect. The match stands, and the frame is refused.
   */
  private void lostAgainst(ClientFrame frame, Room room) {
    matched.accept(room);
    at.connection.send(foundAlready(frame));
  }

  private static ServerFrame foundAlready(ClientFrame frame) {
    return Refusals.wrongState(frame, "A partner had been found already.");
  }

  private boolean maySearch(ClientFrame frame) {
    Duration look = at.haste.left();
    if (!look.isZero()) {
      at.parts.meters().slowed();
      at.connection.send(Refusals.rateLimited(Optional.of(frame.ref()), look));
      return false;
    }
    Optional<Duration> wait = searches.take();
    wait.ifPresent(
        duration -> at.connection.send(Refusals.rateLimited(Optional.of(frame.ref()), duration)));
    return wait.isEmpty();
  }
}
