package chat.passerby.matchmaking.rewind;

import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/** The asks to meet a partner again. Nobody learns of one, unless both have asked. */
public final class Rewinds {
  private final RedisLink link;
  private final AskRewindScript ask;

  public Rewinds(RedisLink link, ScriptRunner runner) {
    this.link = link;
    this.ask = new AskRewindScript(runner);
  }

  /**
   * Asks; once more changes nothing.
   *
   * @param past the room whose two are to meet again
   * @param again the same two in the room to be made
   * @param asker as connected now
   * @param standing for how long the ask stands
   * @return the new room, when both have asked; its partner does not know of it yet
   */
  public Future<Optional<Room>> ask(Room past, Room again, Member asker, Duration standing) {
    return ask.run(past, again, asker, standing);
  }

  /** Asks no more. */
  public Future<Void> takeBack(Room past, SessionId asker) {
    return link.send(
            Request.cmd(Command.HDEL)
                .arg(LaneKeys.rewind(past.lane(), past.id()))
                .arg(asker.value()))
        .mapEmpty();
  }
}
