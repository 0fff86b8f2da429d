package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Search;
import chat.passerby.gateway.Standing.Waiting;
import chat.passerby.matchmaking.Acquaintances;
import chat.passerby.matchmaking.QueueReply;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** A visitor's place in the queue: the ticket, how it is put in and how it is taken out. */
final class QueuePlace {
  private final Standing at;
  private final Consumer<Room> matched;

  /**
   * @param matched takes the news that a partner has been found
   */
  QueuePlace(Standing at, Consumer<Room> matched) {
    this.at = at;
    this.matched = matched;
  }

  /**
   * Puts the ticket in. What Redis remembers of the device is read behind it; if there is anything
   * new, the ticket is put in again. Only when nothing was ever read does the ticket wait for that.
   */
  Future<QueueReply> take(Search search) {
    if (!at.known.isRead()) {
      return at.known.read().compose(read -> putIfWaiting(search));
    }
    Future<QueueReply> put = put(search);
    Future<Boolean> changed = at.parts.afterThisTurn(at.known::read).otherwise(false);
    return put.compose(
        reply ->
            reply instanceof QueueReply.Queued || reply instanceof QueueReply.Kept
                ? changed.compose(news -> news ? correct(search, reply) : put)
                : put);
  }

  /** Takes the ticket out. */
  Future<QueueReply> giveUp(Lane lane) {
    return at.parts.queue().withdraw(lane, at.self).map(this::withoutOlder);
  }

  Ticket ticket(Search search) {
    Acquaintances known = at.known.now();
    return new Ticket(
        at.self.session(),
        at.self.epoch(),
        at.self.node(),
        at.known.self(),
        search.since(),
        search.criteria(),
        known.blocked(),
        known.recent());
  }

  private Future<QueueReply> put(Search search) {
    return at.parts
        .queue()
        .enqueue(search.lane(), ticket(search), Optional.ofNullable(at.lastRoom))
        .map(this::withoutOlder);
  }

  private Future<QueueReply> putIfWaiting(Search search) {
    return isWaiting(search) ? put(search) : Future.failedFuture("The search is over.");
  }

  /** Whatever comes of it, the ticket was in the queue. */
  private Future<QueueReply> correct(Search search, QueueReply queued) {
    return putIfWaiting(search)
        .map(
            reply -> {
              if (reply instanceof QueueReply.Taken taken) {
                matched.accept(taken.room());
              }
              return reply instanceof QueueReply.Outdated ? reply : queued;
            })
        .otherwise(queued);
  }

  private boolean isWaiting(Search search) {
    return at.state instanceof Waiting waiting && waiting.search().equals(search);
  }

  /** A room that an older connection of the session was in is none of this one's: it ends. */
  private QueueReply withoutOlder(QueueReply reply) {
    if (reply instanceof QueueReply.Taken taken
        && !taken.room().memberOf(at.self.session()).address().equals(at.self)) {
      at.disown(taken.room());
      at.lastRoom = taken.room().id();
      return new QueueReply.Absent();
    }
    return reply;
  }
}
