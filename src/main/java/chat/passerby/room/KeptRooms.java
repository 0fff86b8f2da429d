package chat.passerby.room;

import chat.passerby.protocol.SessionId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import java.util.List;

/** The rooms as Redis keeps them for their members' return. */
public final class KeptRooms {
  private final RenewRoomScript renew;
  private final ResumeRoomScript resume;
  private final RestoreRoomScript restore;

  public KeptRooms(ScriptRunner runner) {
    this.renew = new RenewRoomScript(runner);
    this.resume = new ResumeRoomScript(runner);
    this.restore = new RestoreRoomScript(runner);
  }

  /** Lets a newer connection of a member take its place. */
  public Future<ResumeRoomScript.Outcome> resume(Room room, Address self) {
    return resume.run(room, self);
  }

  /**
   * Keeps the room for another {@link Room#LIFETIME}; tells whether it is there with the session in
   * it.
   */
  public Future<Boolean> renew(Room room, SessionId member) {
    return renew.run(room, member);
  }

  /**
   * Writes down a lost room again; tells whether it is there now.
   *
   * @param others where the other members were last known
   * @param here whether {@code self} is connected: then it is in no other room, whatever others
   *     have written down
   */
  public Future<Boolean> restore(Room room, Address self, List<Address> others, boolean here) {
    return restore.run(room, self, others, here);
  }
}
