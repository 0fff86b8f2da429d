package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Gives a lane's lease to another node; another one's lease stays. */
final class HandOverLeaseScript {
  private static final Script SCRIPT = Script.load("hand_over_lease");

  private final ScriptRunner runner;

  HandOverLeaseScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The answer is whether it was {@code holder}'s. */
  Future<Boolean> run(Lane lane, NodeId holder, NodeId heir, Duration term) {
    return runner
        .run(
            SCRIPT,
            List.of(LaneKeys.lease(lane)),
            List.of(holder.value(), heir.value(), term.toMillis()))
        .map(Replies::yes);
  }
}
