package chat.passerby.room;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Writes down again a room that Redis has lost while its members are in it. */
final class RestoreRoomScript {
  private static final Script SCRIPT = Script.load("restore_room");

  private final ScriptRunner runner;

  RestoreRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Tells whether the room is there now; false when one of its members is in another room.
   *
   * @param self the member who asks, where it is connected now
   * @param others the other members, where they were last known
   * @param here whether the one who asks is connected, and knows better
   */
  Future<Boolean> run(Room room, Address self, List<Address> others, boolean here) {
    List<Object> args = new ArrayList<>();
    args.add(room.id().value());
    args.add(RoomCodec.pack(room));
    args.add(Room.LIFETIME.toMillis());
    args.add(here ? 1 : 0);
    add(args, self);
    others.forEach(other -> add(args, other));
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.room(room.lane(), room.id()), RoomKeys.members(room.lane())),
            args)
        .map(Replies::yes);
  }

  private static void add(List<Object> args, Address member) {
    args.addAll(List.of(member.session().value(), member.epoch(), member.node().value()));
  }
}
