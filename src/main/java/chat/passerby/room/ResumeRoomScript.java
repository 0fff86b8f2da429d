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

/** Lets a newer connection of a session take its side of a room, which fences the older one. */
public final class ResumeRoomScript {
  private static final Script SCRIPT = Script.load("resume_room");

  private final ScriptRunner runner;

  public ResumeRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The outcome. */
  public sealed interface Outcome {}

  /** The connection has its side, and the partner was last known at this address. */
  public record Resumed(Address partner) implements Outcome {}

  /** The room is over, or the session is in another one. */
  public record Absent() implements Outcome {}

  /** A still newer connection has it. */
  public record Outdated() implements Outcome {}

  /** Takes the session's side. */
  public Future<Outcome> run(Room room, Address self) {
    Address partner = room.partnerOf(self.session()).address();
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.room(room.lane(), room.id()), RoomKeys.members(room.lane())),
            List.of(
                room.id().value(),
                self.session().value(),
                self.epoch(),
                self.node().value(),
                partner.session().value(),
                Room.LIFETIME.toMillis()))
        .map(reply -> read(reply, partner));
  }

  private static Outcome read(Response reply, Address partner) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "absent" -> new Absent();
      case "outdated" -> new Outdated();
      case "resumed" -> new Resumed(moved(partner, reply));
      default -> throw new IllegalStateException("A room to be resumed answered " + kind + ".");
    };
  }

  private static Address moved(Address partner, Response reply) {
    SessionId session = partner.session();
    return reply.get(1).toString().isEmpty()
        ? partner
        : new Address(session, Replies.number(reply.get(1)), new NodeId(reply.get(2).toString()));
  }
}
