package chat.passerby.matchmaking.queue;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Takes a session's ticket out of its lane, unless a partner has been found by then. */
final class WithdrawTicketScript {
  private static final Script SCRIPT = Script.load("withdraw_ticket");

  private final ScriptRunner runner;

  WithdrawTicketScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Takes the ticket out.
   *
   * @param grace for how long it is kept for the session's return; zero when that is not expected
   */
  Future<QueueReply> run(Lane lane, Address address, Duration grace) {
    List<String> keys =
        List.of(
            LaneKeys.tickets(lane),
            RoomKeys.members(lane),
            LaneKeys.parked(lane, address.session()));
    List<Object> args =
        List.of(
            address.session().value(),
            address.epoch(),
            LaneKeys.changes(lane),
            RoomKeys.roomPrefix(lane),
            RoomKeys.heard(lane, address.session()),
            grace.toMillis());
    return runner.run(SCRIPT, keys, args).compose(QueueReplies::read);
  }
}
