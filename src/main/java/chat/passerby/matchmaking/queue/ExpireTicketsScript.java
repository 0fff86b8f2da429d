package chat.passerby.matchmaking.queue;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes tickets out of a lane that nobody has put in again for long. */
public final class ExpireTicketsScript {
  private static final Script SCRIPT = Script.load("expire_tickets");

  private final ScriptRunner runner;

  public ExpireTicketsScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Takes out those of {@code sessions} whose tickets are older than {@code lifetime}, in whole
   * seconds, by the clock of Redis; the answer is how many.
   */
  public Future<Long> run(Lane lane, Duration lifetime, List<String> sessions) {
    List<Object> args = new ArrayList<>(2 + sessions.size());
    args.add(lifetime.toSeconds());
    args.add(LaneKeys.changes(lane));
    args.addAll(sessions);
    return runner.run(SCRIPT, List.of(LaneKeys.tickets(lane)), args).map(Replies::number);
  }
}
