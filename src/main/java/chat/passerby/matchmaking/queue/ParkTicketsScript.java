package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the tickets of dead connections out of a lane, and keeps them for their return. */
public final class ParkTicketsScript {
  private static final Script SCRIPT = Script.load("park_tickets");

  private final ScriptRunner runner;

  public ParkTicketsScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Takes out those that have not been replaced by newer connections; the answer is how many.
   *
   * @param grace for how long they are kept, at least 1 ms
   */
  public Future<Long> run(Lane lane, List<Ticket> tickets, Duration grace) {
    List<String> keys = new ArrayList<>(1 + tickets.size());
    List<Object> args = new ArrayList<>(2 + 2 * tickets.size());
    keys.add(LaneKeys.tickets(lane));
    args.add(LaneKeys.changes(lane));
    args.add(Math.max(1, grace.toMillis()));
    for (Ticket ticket : tickets) {
      keys.add(LaneKeys.parked(lane, ticket.session()));
      args.add(ticket.session().value());
      args.add(ticket.epoch());
    }
    return runner.run(SCRIPT, keys, args).map(Replies::number);
  }
}
