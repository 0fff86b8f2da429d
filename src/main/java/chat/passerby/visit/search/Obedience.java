package chat.passerby.visit.search;

import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Mode;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Pending;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sees to it that nobody searches too hastily, that nobody waits whom a moderator has made pause or
 * whom the shield lets meet nobody, and that whoever is restricted, or is no more, waits in the
 * right pool. A match that came first stands.
 */
final class Obedience {
  private final Standing at;
  private final Function<Lane, Pending<QueueReply>> withdraw;
  private final Function<Mode, Lane> home;
  private final Consumer<Search> move;
  private final Consumer<Room> matched;

  /**
   * @param withdraw takes this visitor's ticket out of a lane
   * @param home where this visitor is to wait
   * @param move waits on there
   * @param matched takes the news that a partner has been found
   */
  Obedience(
      Standing at,
      Function<Lane, Pending<QueueReply>> withdraw,
      Function<Mode, Lane> home,
      Consumer<Search> move,
      Consumer<Room> matched) {
    this.at = at;
    this.withdraw = withdraw;
    this.home = home;
    this.move = move;
    this.matched = matched;
  }

  /** Whoever is in a step is to be looked at again after it. */
  void obey() {
    if (at.inStep() || !(at.state() instanceof Waiting waiting)) {
      return;
    }
    Search search = waiting.search();
    Mode mode = search.lane().mode();
    boolean muted = mode != Mode.TEXT && at.restraints().muteMedia();
    Optional<Instant> textOnly = at.restraints().textOnly(mode);
    if (muted || at.restraints().coolDown().isPresent()) {
      giveUp(search, at::idle);
    } else if (textOnly.isPresent()) {
      giveUp(
          search,
          () -> {
            at.effects().send(Refusals.textOnly("find", textOnly.get()));
            at.idle();
          });
    } else if (!home.apply(mode).pool().equals(search.lane().pool())) {
      giveUp(search, () -> move.accept(search));
    }
  }

  /** Whether a search may begin now; if not, the visitor is told when. */
  boolean maySearch(ClientFrame frame) {
    Duration look = at.pacing().lookLeft(at.now());
    if (!look.isZero()) {
      at.effects().add(new Effect.CountSlowed());
      at.effects().send(Refusals.rateLimited(Optional.of(frame.ref()), look));
      return false;
    }
    Duration newcomer = at.pacing().newcomerLeft(at.now());
    if (!newcomer.isZero()) {
      at.effects().add(new Effect.CountSlowed());
      at.effects().send(Refusals.newDevice(frame, at.restraints().slowedUntil(), newcomer));
      return false;
    }
    Optional<Duration> wait = at.pacing().search(at.now());
    wait.ifPresent(
        duration -> at.effects().send(Refusals.rateLimited(Optional.of(frame.ref()), duration)));
    return wait.isEmpty();
  }

  private void giveUp(Search search, Runnable then) {
    at.step(
        withdraw.apply(search.lane()),
        reply -> {
          if (reply instanceof QueueReply.Taken taken) {
            matched.accept(taken.room());
          } else if (at.state() instanceof Waiting) {
            then.run();
          }
        },
        e -> {
          if (at.state() instanceof Waiting) {
            at.effects().add(new Effect.Withdraw(search.lane()));
            then.run();
          }
        });
  }
}
