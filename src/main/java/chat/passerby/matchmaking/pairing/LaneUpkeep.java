package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.ExpireTicketsScript;
import chat.passerby.matchmaking.queue.ParkTicketsScript;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.SweepMembersScript;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import java.time.Duration;
import java.util.List;

/** Cleans a lane up: removes orphaned tickets, and members whose rooms are gone. */
public final class LaneUpkeep {
  private static final int TOGETHER = 256;

  private final Lane lane;
  private final Duration lifetime;
  private final Duration grace;
  private final ExpireTicketsScript expire;
  private final ParkTicketsScript park;
  private final SweepMembersScript sweep;
  private final PairingMeters meters;
  private final Faults faults;
  private String cursor = SweepMembersScript.BEGIN;

  /**
   * @param lifetime how long a ticket is good for without being put in again
   * @param grace for how long the place of who is away is kept
   */
  public LaneUpkeep(
      Lane lane,
      Duration lifetime,
      Duration grace,
      ScriptRunner runner,
      PairingMeters meters,
      Faults faults) {
    this.faults = faults;
    this.lane = lane;
    this.lifetime = lifetime;
    this.grace = grace;
    this.expire = new ExpireTicketsScript(runner);
    this.park = new ParkTicketsScript(runner);
    this.sweep = new SweepMembersScript(runner);
    this.meters = meters;
  }

  /**
   * Cleans the lane up; what fails is done the next time.
   *
   * @param overdue whose tickets have not been put in for their lifetime
   */
  void look(List<String> overdue) {
    for (int from = 0; from < overdue.size(); from += TOGETHER) {
      List<String> batch = overdue.subList(from, Math.min(from + TOGETHER, overdue.size()));
      expire
          .run(lane, lifetime, batch)
          .onSuccess(count -> meters.expired(lane, count))
          .onFailure(this::putOff);
    }
    sweep.run(lane, cursor).onSuccess(next -> cursor = next).onFailure(this::putOff);
  }

  /** Keeps the places of those whose connections are dead; a failure leaves it to the next time. */
  void park(List<Ticket> tickets) {
    for (int from = 0; from < tickets.size(); from += TOGETHER) {
      List<Ticket> batch = tickets.subList(from, Math.min(from + TOGETHER, tickets.size()));
      park.run(lane, batch, grace)
          .onSuccess(count -> meters.expired(lane, count))
          .onFailure(this::putOff);
    }
  }

  private void putOff(Throwable cause) {
    faults.report(Part.PAIRING, "A lane was not cleaned up.", cause);
  }
}
