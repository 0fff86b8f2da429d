package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes rooms of proposed pairs, each both or neither. */
public final class ClaimPairsScript {
  /** Both were still waiting as seen, and have a room now. */
  public static final int CLAIMED = 0;

  /** The older one is not waiting as seen; may stand together with {@link #NEWER_GONE}. */
  public static final int OLDER_GONE = 1;

  /** The newer one is not waiting as seen. */
  static final int NEWER_GONE = 2;

  private static final Script SCRIPT = Script.load("claim_pairs");

  private final ScriptRunner runner;

  public ClaimPairsScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** Claims; for each room, in order, the answer is {@link #CLAIMED} or who was gone. */
  public Future<List<Integer>> run(Lane lane, List<Room> rooms) {
    return run(lane, rooms, outcomes -> {});
  }

  /**
   * Claims, as above.
   *
   * @param atOnce gets the answer first, on the event loop that reads it
   */
  Future<List<Integer>> run(Lane lane, List<Room> rooms, Consumer<List<Integer>> atOnce) {
    List<String> keys = new ArrayList<>(2 + rooms.size());
    List<Object> args = new ArrayList<>(1 + 6 * rooms.size());
    keys.add(LaneKeys.tickets(lane));
    keys.add(RoomKeys.members(lane));
    args.add(Room.LIFETIME.toMillis());
    for (Room room : rooms) {
      keys.add(RoomKeys.room(lane, room.id()));
      args.add(room.id().value());
      args.add(RoomCodec.pack(room));
      room.members().forEach(member -> addMember(args, member));
    }
    return runner
        .run(SCRIPT, keys, args, reply -> atOnce.accept(outcomes(reply)))
        .map(ClaimPairsScript::outcomes);
  }

  private static List<Integer> outcomes(Response reply) {
    return reply.stream().map(outcome -> (int) Replies.number(outcome)).toList();
  }

  private static void addMember(List<Object> args, Member member) {
    args.add(member.address().session().value());
    args.add(member.address().epoch());
  }
}
