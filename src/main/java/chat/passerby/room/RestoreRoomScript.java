package chat.passerby.room;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Writes down again a room that Redis has lost while both of its members are in it. */
final class RestoreRoomScript {
  private static final Script SCRIPT = Script.load("restore_room");

  private final ScriptRunner runner;

  RestoreRoomScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Tells whether the room is there now; false when one of them is in another room.
   *
   * @param here whether the first of them is connected, and knows better
   */
  Future<Boolean> run(Room room, Address one, Address other, boolean here) {
    List<Object> args = new ArrayList<>();
    args.add(room.id().value());
    args.add(RoomCodec.pack(room));
    args.add(Room.LIFETIME.toMillis());
    for (Address member : List.of(one, other)) {
      args.addAll(List.of(member.session().value(), member.epoch(), member.node().value()));
    }
    args.add(here ? 1 : 0);
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.room(room.lane(), room.id()), RoomKeys.members(room.lane())),
            args)
        .map(Replies::yes);
  }
}
