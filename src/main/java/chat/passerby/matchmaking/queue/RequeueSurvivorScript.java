package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Undoes a match of which one side is gone: the survivor waits again at its original place, and the
 * other's place is kept for its return.
 */
public final class RequeueSurvivorScript {
  private static final Script SCRIPT = Script.load("requeue_survivor");

  private final ScriptRunner runner;
  private final Duration grace;

  /**
   * @param grace for how long the other side's place is kept; zero is not at all
   */
  public RequeueSurvivorScript(ScriptRunner runner, Duration grace) {
    this.runner = runner;
    this.grace = grace;
  }

  /** What became of the match. */
  public enum Outcome {
    /** The survivor waits again. */
    REQUEUED,
    /** The room is over, but the survivor has heard of it, has left it or is gone itself. */
    ENDED,
    /** The missing side has come back to the room already: the match stands. */
    RESUMED
  }

  /** What the survivor may have heard of the match. */
  public enum Survivor {
    /** It has heard of nothing. */
    WAITS,
    /** It may have heard of the room. */
    TOLD,
    /** Its node turned out to be dead as well. */
    GONE
  }

  /** Undoes the match. */
  public Future<Outcome> run(Room room, Ticket survivor, Ticket other, Survivor how) {
    List<String> keys =
        List.of(
            LaneKeys.tickets(room.lane()),
            RoomKeys.members(room.lane()),
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.heard(room.lane(), survivor.session()),
            LaneKeys.parked(room.lane(), other.session()),
            LaneKeys.parked(room.lane(), survivor.session()));
    List<Object> args =
        List.of(
            room.id().value(),
            survivor.session().value(),
            survivor.epoch(),
            TicketCodec.pack(survivor),
            other.session().value(),
            LaneKeys.changes(room.lane()),
            TicketCodec.pack(other),
            grace.toMillis(),
            how.name().toLowerCase(Locale.ROOT));
    return runner.run(SCRIPT, keys, args).map(reply -> outcome(Replies.number(reply)));
  }

  private static Outcome outcome(long reply) {
    if (reply == 2) {
      return Outcome.RESUMED;
    }
    return reply == 1 ? Outcome.REQUEUED : Outcome.ENDED;
  }
}
