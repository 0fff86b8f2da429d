package chat.passerby.matchmaking;

import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out of a lane what belongs to nobody any more: orphaned tickets, members of no room. */
final class LaneUpkeep {
  private static final Logger log = LoggerFactory.getLogger(LaneUpkeep.class);
  private static final int EXPIRED_TOGETHER = 256;

  private final Lane lane;
  private final Duration lifetime;
  private final ExpireTicketsScript expire;
  private final SweepMembersScript sweep;
  private final PairingMeters meters;
  private String cursor = SweepMembersScript.BEGIN;

  /**
   * @param lifetime how long a ticket is good for without being put in again
   */
  LaneUpkeep(Lane lane, Duration lifetime, ScriptRunner runner, PairingMeters meters) {
    this.lane = lane;
    this.lifetime = lifetime;
    this.expire = new ExpireTicketsScript(runner);
    this.sweep = new SweepMembersScript(runner);
    this.meters = meters;
  }

  /**
   * Looks after the lane; a failure leaves it to the next time.
   *
   * @param overdue whose tickets have not been put in for their lifetime
   */
  void look(List<String> overdue) {
    for (int from = 0; from < overdue.size(); from += EXPIRED_TOGETHER) {
      List<String> batch = overdue.subList(from, Math.min(from + EXPIRED_TOGETHER, overdue.size()));
      expire
          .run(lane, lifetime, batch)
          .onSuccess(count -> meters.expired(lane, count))
          .onFailure(this::putOff);
    }
    sweep.run(lane, cursor).onSuccess(next -> cursor = next).onFailure(this::putOff);
  }

  private void putOff(Throwable cause) {
    log.debug("Lane {}: not looked after, {}", lane.name(), cause.getMessage());
  }
}
