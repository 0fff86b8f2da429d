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

/** Takes a lane's lease when it is free, or extends it for the one who holds it. */
final class RenewLeaseScript {
  private static final Script SCRIPT = Script.load("renew_lease");

  private final ScriptRunner runner;

  RenewLeaseScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** The answer is whether {@code holder} has the lease now, for another {@code term}. */
  Future<Boolean> run(Lane lane, NodeId holder, Duration term) {
    return runner
        .run(SCRIPT, List.of(LaneKeys.lease(lane)), List.of(holder.value(), term.toMillis()))
        .map(Replies::yes);
  }
}
