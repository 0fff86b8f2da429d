package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.EnqueueTicketsScript.Entry;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Puts the tickets of one turn of an event loop in together, with one call for each lane. Under
 * load a ticket then costs Redis less than half; without load nobody waits longer than the turn.
 */
final class TicketBatches {
  /** At most so many in one call: a script must not block Redis for long. */
  private static final int MOST = 128;

  private final Executor endOfTurn;
  private final EnqueueTicketsScript script;
  private final Map<Lane, Map<SessionId, Waiting>> batches = new HashMap<>();

  private record Waiting(Entry entry, Promise<QueueReply> reply) {}

  /**
   * @param endOfTurn runs what it is given soon, on the same thread
   */
  TicketBatches(Executor endOfTurn, EnqueueTicketsScript script) {
    this.endOfTurn = endOfTurn;
    this.script = script;
  }

  Future<QueueReply> add(Lane lane, Ticket ticket, Optional<RoomId> leftRoom) {
    Map<SessionId, Waiting> batch = batches.get(lane);
    if (batch != null && (batch.size() == MOST || batch.containsKey(ticket.session()))) {
      flush(lane);
      batch = null;
    }
    Waiting waiting = new Waiting(new Entry(ticket, leftRoom), Promise.promise());
    if (batch == null) {
      batch = new LinkedHashMap<>();
      batches.put(lane, batch);
      batch.put(ticket.session(), waiting);
      endOfTurn.execute(() -> flush(lane));
    } else {
      batch.put(ticket.session(), waiting);
    }
    return waiting.reply().future();
  }

  /** Sends a lane's tickets now, so that the next command comes after them. */
  void flush(Lane lane) {
    Map<SessionId, Waiting> batch = batches.remove(lane);
    if (batch == null) {
      return;
    }
    List<Waiting> waiting = List.copyOf(batch.values());
    script
        .run(lane, waiting.stream().map(Waiting::entry).toList())
        .onSuccess(
            replies -> {
              for (int i = 0; i < replies.size(); i++) {
                replies.get(i).onComplete(waiting.get(i).reply());
              }
            })
        .onFailure(e -> waiting.forEach(one -> one.reply().fail(e)));
  }
}
