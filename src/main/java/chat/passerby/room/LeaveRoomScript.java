package chat.passerby.room;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/**
 * Ends a room in Redis for one of its members. A second call changes nothing, and neither does the
 * call of a connection that a newer one has replaced in the room.
 */
public final class LeaveRoomScript {
  private static final Script SCRIPT = Script.load("leave_room");

  private final ScriptRunner runner;

  public LeaveRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** What became of the room. */
  public enum Outcome {
    /** It was there, and is over. */
    ENDED,
    /** It was over. */
    ABSENT,
    /** It goes on: the leaver is in it by a newer connection. */
    OUTDATED
  }

  /**
   * What became of the room, and of its other member.
   *
   * @param partner where that one came back to the room; empty if it did not
   */
  public record Ending(Outcome outcome, Optional<Address> partner) {}

  /**
   * Ends the room.
   *
   * @param leaver the connection for which it ends
   */
  public Future<Outcome> run(Room room, Address leaver) {
    return end(room, leaver).map(Ending::outcome);
  }

  /**
   * Ends the room.
   *
   * @param leaver the connection for which it ends
   */
  public Future<Ending> end(Room room, Address leaver) {
    SessionId older = room.older().address().session();
    SessionId newer = room.newer().address().session();
    List<String> keys =
        List.of(
            RoomKeys.room(room.lane(), room.id()),
            RoomKeys.members(room.lane()),
            RoomKeys.heard(room.lane(), older),
            RoomKeys.heard(room.lane(), newer));
    List<Object> args =
        List.of(
            room.id().value(),
            older.value(),
            newer.value(),
            leaver.session().value(),
            leaver.epoch());
    SessionId partner = room.partnerOf(leaver.session()).address().session();
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> new Ending(outcome(Replies.number(reply.get(0))), back(partner, reply)));
  }

  private static Optional<Address> back(SessionId partner, Response reply) {
    String node = reply.get(2).toString();
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(new Address(partner, Replies.number(reply.get(1)), new NodeId(node)));
  }

  private static Outcome outcome(long reply) {
    if (reply < 0) {
      return Outcome.OUTDATED;
    }
    return reply == 0 ? Outcome.ABSENT : Outcome.ENDED;
  }
}
