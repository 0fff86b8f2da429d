package chat.passerby.room;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lets a newer connection of a session take its place in a room, which fences the older one. */
public final class ResumeRoomScript {
  private static final Script SCRIPT = Script.load("resume_room");

  private final ScriptRunner runner;

  public ResumeRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The outcome. */
  public sealed interface Outcome {}

  /**
   * The connection has its place.
   *
   * @param others where the other members were last known, in the room's order
   */
  public record Resumed(List<Address> others) implements Outcome {}

  /** The room is over, or the session is in another one. */
  public record Absent() implements Outcome {}

  /** A still newer connection has it. */
  public record Outdated() implements Outcome {}

  /** Takes the session's place. */
  public Future<Outcome> run(Room room, Address self) {
    List<Address> others = room.othersThan(self.session()).stream().map(Member::address).toList();
    List<Object> args = new ArrayList<>();
    args.add(room.id().value());
    args.add(self.session().value());
    args.add(self.epoch());
    args.add(self.node().value());
    args.add(Room.LIFETIME.toMillis());
    others.forEach(other -> args.add(other.session().value()));
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.room(room.lane(), room.id()), RoomKeys.members(room.lane())),
            args)
        .map(reply -> read(reply, others));
  }

  private static Outcome read(Response reply, List<Address> others) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "absent" -> new Absent();
      case "outdated" -> new Outdated();
      case "resumed" ->
          new Resumed(
              IntStream.range(0, others.size())
                  .mapToObj(i -> moved(others.get(i), reply.get(2 * i + 1), reply.get(2 * i + 2)))
                  .toList());
      default -> throw new IllegalStateException("A room to be resumed answered " + kind + ".");
    };
  }

  private static Address moved(Address other, Response epoch, Response node) {
    return epoch.toString().isEmpty()
        ? other
        : new Address(other.session(), Replies.number(epoch), new NodeId(node.toString()));
  }
}
