package chat.passerby.visit.search;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Idle;
import chat.passerby.visit.state.VisitState.Waiting;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a visit in which a partner is searched for: into the queue and out of it. */
public final class Searching {
  private final Standing at;
  private final Consumer<Room> matched;
  private final QueuePlace place;
  private final SearchNotes notes;
  private final WaitingNews news;
  private final Leftovers leftovers;
  private final Obedience obedience;
  private @Nullable Search lastSearch;

  /**
   * @param matched takes the news that a partner has been found
   */
  public Searching(Standing at, Consumer<Room> matched) {
    this.at = at;
    this.matched = matched;
    this.place = new QueuePlace(at, matched);
    this.notes = new SearchNotes(at);
    this.news = new WaitingNews(at, place);
    this.obedience = new Obedience(at, place::giveUp, this::home, this::moveHome, matched);
    this.leftovers = new Leftovers(at, place::giveUp, this::refresh, matched);
  }

  /** Takes over what an earlier connection has searched for. */
  public void remember(SearchNote note) {
    lastSearch = new Search(home(note.mode()), note.criteria(), at.now());
  }

  /** Takes over an earlier connection's place in the queue. */
  public void expect(Search search) {
    lastSearch = search;
    place.inherit(true);
    at.become(new Waiting(search));
  }

  /** Whether this is a wait that an older connection began. */
  public boolean waitsOn() {
    return at.state() instanceof Waiting && place.inherits();
  }

  /** Redis has lost the notes of the session. */
  public void restore() {
    if (lastSearch != null) {
      notes.restore(lastSearch);
    }
  }

  /** Puts the ticket of a place that was taken over into the queue. */
  public void waitOn() {
    if (!(at.state() instanceof Waiting waiting)) {
      return;
    }
    Search search = waiting.search();
    at.step(
        place.take(search),
        reply -> {
          switch (reply) {
            case QueueReply.Queued queued -> waitsAgain(search);
            case QueueReply.Kept kept -> waitsAgain(search);
            case QueueReply.Taken taken -> {
              matched.accept(taken.room());
              place.forgetParked(search.lane());
            }
            case QueueReply.Outdated outdated -> at.close(CloseCode.REPLACED);
            case QueueReply.Absent absent -> waitOn();
            case QueueReply.Withdrawn withdrawn -> {}
          }
        },
        // As soon as Redis is there, whoever waits is put in again.
        e -> announce());
  }

  private void waitsAgain(Search search) {
    waits(search);
    place.forgetParked(search.lane());
  }

  /** Keeps the place for the session's return. */
  public void park(Search search) {
    at.effects().add(new Effect.Park(search.lane(), place.ticket(search)));
  }

  /** Whether there is something to search for again. */
  public boolean hasSearched() {
    return lastSearch != null;
  }

  /** Why moderators have this visitor not search again, if they do. */
  public Optional<ServerFrame> refusal(ClientFrame cause) {
    Mode mode = lastSearch == null ? Mode.TEXT : lastSearch.lane().mode();
    return at.restraints().refusal(cause, mode);
  }

  /**
   * Searches again by the last criteria.
   *
   * @param before what to do first, if the visitor may search
   */
  public void again(ClientFrame cause, Runnable before) {
    Search search = lastSearch;
    if (at.state() instanceof Waiting waiting) {
      at.become(new Waiting(waiting.search()));
      announce();
    } else if (search != null && obedience.maySearch(cause)) {
      before.run();
      Lane home = home(search.lane().mode());
      search(cause, new Search(home, search.criteria(), at.now()));
    }
  }

  /** Tells a waiting visitor when the criteria have widened. */
  public void sweep() {
    news.sweep();
  }

  /** Puts a waiting visitor in again, or brings the news of a match that was missed. */
  public void refresh() {
    // While a step is under way it decides; a ticket put in behind its back would be nobody's.
    if (at.state() instanceof Waiting waiting && waiting.announced() && !at.inStep()) {
      Search search = waiting.search();
      place.take(search).onSuccess(reply -> refreshed(search, reply));
    }
  }

  private void refreshed(Search search, QueueReply reply) {
    switch (reply) {
      case QueueReply.Queued queued -> stillWanted(search);
      case QueueReply.Kept kept -> stillWanted(search);
      case QueueReply.Taken taken -> matched.accept(taken.room());
      case QueueReply.Outdated outdated -> at.close(CloseCode.REPLACED);
      case QueueReply.Withdrawn withdrawn -> {}
      case QueueReply.Absent absent -> {}
    }
  }

  /** A chat may have begun and ended since the question: then nobody waits there. */
  private void stillWanted(Search search) {
    if (at.state() instanceof Waiting waiting && waiting.search().lane().equals(search.lane())) {
      leftovers.expect(search);
    } else {
      at.effects().add(new Effect.Withdraw(search.lane()));
    }
  }

  public void find(ClientFrame.Find find) {
    Lane lane = home(find.mode());
    Criteria criteria = Criteria.of(find.interests(), find.languages(), find.hold());
    switch (at.state()) {
      case Idle idle -> {
        if (obedience.maySearch(find)) {
          search(find, new Search(lane, criteria, at.now()));
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
      default ->
          at.effects().send(Refusals.wrongState(find, "Leave the room before you find another."));
    }
  }

  /** Where this session begins to wait. */
  private Lane home(Mode mode) {
    return at.restraints().restrict()
        ? at.settings().lanes().restricted(mode, at.self().session())
        : at.settings().lanes().home(at.known().pool(), mode, at.self().session());
  }

  /** Sees to it that nobody waits who must not, or in the wrong pool. */
  public void obey() {
    obedience.obey();
  }

  /** Waits on in another lane. */
  private void moveHome(Search from) {
    Search to = new Search(home(from.lane().mode()), from.criteria(), from.since());
    lastSearch = to;
    at.become(new Waiting(to));
    waitOn();
  }

  private void moveLane(ClientFrame.Find find, Waiting before, Search to) {
    Lane from = before.search().lane();
    at.step(
        place.giveUp(from),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(find, taken.room());
          } else if (at.state() instanceof Waiting) {
            search(find, to);
          } else {
            at.effects().send(foundAlready(find));
          }
        },
        e -> {
          if (at.state() instanceof Waiting) {
            waitOnAsBefore(before);
          }
          at.effects().send(Refusals.unavailable(find, e));
        });
  }

  private void search(ClientFrame cause, Search search) {
    // Other criteria for a wait that goes on make no new one of it.
    place.inherit(waitsOn());
    attempt(cause, search, new Before(at.state(), lastSearch));
  }

  /** What a search that cannot be begun goes back to. */
  private record Before(VisitState state, @Nullable Search lastSearch) {}

  private void attempt(ClientFrame cause, Search search, Before before) {
    notes.note(search);
    lastSearch = search;
    at.become(new Waiting(search));
    Pending<QueueReply> put = place.take(search);
    // Behind the ticket: whoever waits for the match must not wait for what else is read.
    Pending<Question.Done> figures = at.effects().ask(new Question.ReadFigures());
    at.step(
        put.compose(reply -> figures.map(read -> reply)),
        reply -> {
          switch (reply) {
            case QueueReply.Taken taken -> lostAgainst(cause, taken.room());
            case QueueReply.Outdated outdated -> at.close(CloseCode.REPLACED);
            case QueueReply.Absent absent -> {
              // A match may have come by other news meanwhile.
              if (at.waitsFor(search)) {
                attempt(cause, search, before);
              }
            }
            case QueueReply.Queued queued -> waits(search);
            case QueueReply.Kept kept -> waits(search);
            case QueueReply.Withdrawn withdrawn -> announce();
          }
        },
        e -> {
          if (at.state() instanceof Waiting) {
            goBack(search, before);
            at.effects().send(Refusals.unavailable(cause, e));
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
    at.become(before.state());
    // Does nothing in a lane where the visitor still waits.
    at.effects().add(new Effect.Withdraw(tried.lane()));
    if (before.state() instanceof Waiting waiting) {
      waitOnAsBefore(waiting);
    }
  }

  /** Puts the earlier ticket in again as soon as Redis takes it. */
  private void waitOnAsBefore(Waiting before) {
    Search search = before.search();
    at.effects()
        .attempt(
            () ->
                !at.inStep() && at.waitsFor(search)
                    ? place.take(search).onSuccess(reply -> refreshed(search, reply))
                    : Pending.done());
  }

  private void waits(Search search) {
    announce();
    leftovers.expect(search);
  }

  /** Says that the visitor waits, unless that has been said. */
  public void announce() {
    news.announce();
  }

  public void cancel(ClientFrame.Cancel cancel) {
    if (!(at.state() instanceof Waiting waiting)) {
      at.effects().send(Refusals.wrongState(cancel, "There is no search to cancel."));
      return;
    }
    stopWaiting(cancel, waiting.search());
  }

  public void stopWaiting(ClientFrame cause, Search search) {
    at.step(
        place.giveUp(search.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            lostAgainst(cause, taken.room());
          } else if (at.state() instanceof Waiting) {
            at.idle();
          } else {
            at.effects().send(foundAlready(cause));
          }
        },
        e -> {
          if (at.state() instanceof Waiting) {
            at.idle();
            at.effects().add(new Effect.Withdraw(search.lane()));
          }
        });
  }

  /**
   * A partner was found before the frame took effect. The match stands, and the frame is refused.
   */
  private void lostAgainst(ClientFrame frame, Room room) {
    matched.accept(room);
    at.effects().send(foundAlready(frame));
  }

  private static ServerFrame foundAlready(ClientFrame frame) {
    return Refusals.wrongState(frame, "A partner had been found already.");
  }
}
