package chat.passerby.visit.search;

import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Waiting;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Moves a visitor who has found nobody in one shard of a lane to the shard where the leftovers of
 * all shards meet. This happens half a sweep after the search began, so that two matching visitors
 * never wait longer than a sweep only because they began in different shards.
 */
public final class Leftovers {
  private static final Duration HALF_A_SWEEP = Duration.ofMillis(500);

  private final Standing at;
  private final Function<Lane, Pending<QueueReply>> withdraw;
  private final Runnable putIn;
  private final Consumer<Room> matched;

  /**
   * @param withdraw takes this visitor's ticket out of a lane
   * @param putIn puts the waiting visitor's ticket into the lane where the standing says it waits
   * @param matched takes the news that a partner has been found
   */
  public Leftovers(
      Standing at,
      Function<Lane, Pending<QueueReply>> withdraw,
      Runnable putIn,
      Consumer<Room> matched) {
    this.at = at;
    this.withdraw = withdraw;
    this.putIn = putIn;
    this.matched = matched;
  }

  /** The ticket of this search is in its queue now. */
  public void expect(Search search) {
    if (common(search).equals(search.lane())) {
      return;
    }
    Duration waited = Duration.between(search.since(), at.now());
    Duration left = HALF_A_SWEEP.minus(waited);
    at.effects()
        .ask(new Question.Wait(left.isNegative() ? Duration.ZERO : left))
        .onSuccess(passed -> move(search));
  }

  private void move(Search search) {
    // Whoever is in a step has a new search, or none, after it.
    if (at.inStep() || !at.waitsFor(search)) {
      return;
    }
    at.step(
        withdraw.apply(search.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            matched.accept(taken.room());
          } else if (at.waitsFor(search)) {
            Waiting waiting = (Waiting) at.state();
            Search moved = new Search(common(search), search.criteria(), search.since());
            at.become(new Waiting(moved, waiting.announced(), waiting.widening()));
            putIn.run();
          }
        },
        // When Redis is back, the ticket is put in where it was, and expected here again.
        e -> {});
  }

  private Lane common(Search search) {
    return at.settings().lanes().common(search.lane());
  }
}
