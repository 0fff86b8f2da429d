package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.room.Lane;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that Redis holds about a lane, at one instant.
 *
 * @param members the room that each session is in, perhaps one that is over
 * @param returned by which connection, for those who came back to their room
 */
public record LaneCensus(
    Map<SessionId, Ticket> tickets,
    Map<SessionId, RoomId> members,
    Map<SessionId, Address> returned,
    Map<RoomId, Room> rooms) {
  private static final String LOOK =
      """
      local function all(pattern)
        local found = {}
        for _, key in ipairs(redis.call('KEYS', pattern)) do
          found[#found + 1] = key
          found[#found + 1] = redis.call('GET', key)
        end
        return found
      end
      return {redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), all(ARGV[1] .. '*')}
      """;

  public static LaneCensus empty() {
    return new LaneCensus(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /** Fails when Redis is away. */
  public static Future<LaneCensus> take(RedisLink link, Lane lane) {
    Request look =
        Request.cmd(Command.EVAL)
            .arg(LOOK)
            .arg(2)
            .arg(LaneKeys.tickets(lane))
            .arg(RoomKeys.members(lane))
            .arg(RoomKeys.roomPrefix(lane));
    return link.send(look).map(LaneCensus::read);
  }

  private static LaneCensus read(Response reply) {
    LaneCensus census = empty();
    Response hash = reply.get(0);
    for (int i = 0; i < hash.size(); i += 2) {
      census.tickets.put(
          new SessionId(hash.get(i).toString()),
          TicketCodec.unpackValue(hash.get(i + 1).toBuffer()).ticket());
    }
    Response members = reply.get(1);
    for (int i = 0; i < members.size(); i += 2) {
      SessionId session = new SessionId(members.get(i).toString());
      // <room>, or <room>|<epoch>|<node> of who came back there.
      String[] entry = members.get(i + 1).toString().split("\\|", -1);
      census.members.put(session, new RoomId(entry[0]));
      if (entry.length > 1) {
        census.returned.put(
            session, new Address(session, Long.parseLong(entry[1]), new NodeId(entry[2])));
      }
    }
    Response rooms = reply.get(2);
    for (int i = 0; i < rooms.size(); i += 2) {
      Room room = RoomCodec.unpack(rooms.get(i + 1).toBuffer());
      census.rooms.put(room.id(), room);
    }
    return census;
  }

  /** The connection by which a session is in a room, as far as Redis knows. */
  public Address address(SessionId session, Room room) {
    return room.id().equals(members.get(session)) && returned.containsKey(session)
        ? returned.get(session)
        : room.memberOf(session).address();
  }

  /** Whether the session is in a room that there is. */
  public boolean isInRoom(SessionId session) {
    RoomId room = members.get(session);
    return room != null && rooms.containsKey(room);
  }
}
