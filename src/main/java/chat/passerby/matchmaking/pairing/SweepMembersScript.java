package chat.passerby.matchmaking.pairing;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import java.util.List;

/** Forgets sessions whose rooms are no more: whoever should have ended them is gone. */
final class SweepMembersScript {
  /** Where a sweep begins, and what the last call of one answers. */
  static final String BEGIN = "0";

  private static final Script SCRIPT = Script.load("sweep_members");
  private static final int COUNT = 500;

  private final ScriptRunner runner;

  SweepMembersScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Looks at some; the answer is where to go on. */
  Future<String> run(Lane lane, String cursor) {
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.members(lane)),
            List.of(RoomKeys.roomPrefix(lane), cursor, COUNT))
        .map(Object::toString);
  }
}
