package chat.passerby.room;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import java.util.List;

/** Forgets sessions whose rooms are no more: whoever should have ended them is gone. */
public final class SweepMembersScript {
  /** Where a sweep begins, and what the last call of one answers. */
  public static final String BEGIN = "0";

  private static final Script SCRIPT = Script.load("sweep_members");
  private static final int COUNT = 500;

  private final ScriptRunner runner;

  public SweepMembersScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Looks at some; the answer is where to go on. */
  public Future<String> run(Lane lane, String cursor) {
    return runner
        .run(
            SCRIPT,
            List.of(RoomKeys.members(lane)),
            List.of(RoomKeys.roomPrefix(lane), cursor, COUNT))
        .map(Object::toString);
  }
}
