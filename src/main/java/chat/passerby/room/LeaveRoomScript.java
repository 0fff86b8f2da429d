package chat.passerby.room;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
   * What became of the room, and of its other members.
   *
   * @param back where those are who came back to the room; the others are where the room says
   */
  public record Ending(Outcome outcome, List<Address> back) {}

  /**
   * Ends the room for all of its members.
   *
   * @param leaver the connection for which it ends
   */
  public Future<Outcome> run(Room room, Address leaver) {
    return end(room, leaver).map(Ending::outcome);
  }

  /**
   * Ends the room for all of its members.
   *
   * @param leaver the connection for which it ends
   */
  public Future<Ending> end(Room room, Address leaver) {
    List<String> keys = new ArrayList<>(2 + room.members().size());
    keys.add(RoomKeys.room(room.lane(), room.id()));
    keys.add(RoomKeys.members(room.lane()));
    List<Object> args = new ArrayList<>(3 + room.members().size());
    args.add(room.id().value());
    args.add(leaver.session().value());
    args.add(leaver.epoch());
    for (Member member : room.members()) {
      keys.add(RoomKeys.heard(room.lane(), member.session()));
      args.add(member.session().value());
    }
    return runner
        .together(SCRIPT, keys, args)
        .map(reply -> new Ending(outcome(Replies.number(reply.get(0))), back(reply)));
  }

  private static List<Address> back(Response reply) {
    return IntStream.range(1, reply.size()).mapToObj(i -> address(reply.get(i))).toList();
  }

  private static Address address(Response member) {
    return new Address(
        new SessionId(member.get(0).toString()),
        Replies.number(member.get(1)),
        new NodeId(member.get(2).toString()));
  }

  private static Outcome outcome(long reply) {
    if (reply < 0) {
      return Outcome.OUTDATED;
    }
    return reply == 0 ? Outcome.ABSENT : Outcome.ENDED;
  }
}
