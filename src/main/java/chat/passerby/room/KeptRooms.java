package chat.passerby.room;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.Replies;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** The rooms as Redis keeps them for their members' return. */
public final class KeptRooms {
  private final RedisLink link;
  private final ResumeRoomScript resume;
  private final RestoreRoomScript restore;

  public KeptRooms(RedisLink link, ScriptRunner runner) {
    this.link = link;
    this.resume = new ResumeRoomScript(runner);
    this.restore = new RestoreRoomScript(runner);
  }

  /** Lets a newer connection of a member take its side. */
  public Future<ResumeRoomScript.Outcome> resume(Room room, Address self) {
    return resume.run(room, self);
  }

  /** Has the room kept for another {@link Room#LIFETIME}; the answer is whether it is there. */
  public Future<Boolean> renew(Room room) {
    return link.send(
            Request.cmd(Command.PEXPIRE)
                .arg(RoomKeys.room(room.lane(), room.id()))
                .arg(Room.LIFETIME.toMillis()))
        .map(Replies::yes);
  }

  /** Writes a room down again that was lost; the answer is whether it is there now. */
  public Future<Boolean> restore(Room room, Address one, Address other) {
    return restore.run(room, one, other);
  }
}
