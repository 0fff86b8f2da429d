package chat.passerby.matchmaking.queue;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.pairing.ClaimPairsScript;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.room.RoomCodec;
import chat.passerby.room.RoomKeys;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One lane in a real Redis, as the tests of its scripts see it. */
public final class LaneBench implements AutoCloseable {
  public static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);
  public static final NodeId NODE = new NodeId("node");

  private final RealRedis redis;

  public LaneBench(Path data) {
    this(RealRedis.start(data));
  }

  LaneBench(RealRedis redis) {
    this.redis = redis;
  }

  public RealRedis redis() {
    return redis;
  }

  public ScriptRunner runner() {
    return redis.runner();
  }

  /** Puts tickets into the lane. */
  public void enqueue(Ticket... tickets) {
    EnqueueTicketsScript script = new EnqueueTicketsScript(runner());
    for (Ticket ticket : tickets) {
      assertEquals(new QueueReply.Queued(), get(script.run(LANE, ticket, Optional.empty())));
    }
  }

  /** Makes a room of two who wait. */
  public Room claim(String id, Ticket older, Ticket newer) {
    Room room = room(id, older, newer);
    List<Integer> outcomes = get(new ClaimPairsScript(runner()).run(LANE, List.of(room)));
    assertEquals(List.of(ClaimPairsScript.CLAIMED), outcomes);
    return room;
  }

  /** Who waits, by session. */
  public Map<String, Ticket> waiting() {
    Response hash = redis.answer(Command.HGETALL, LaneKeys.tickets(LANE));
    Map<String, Ticket> tickets = new TreeMap<>();
    for (String session : hash.getKeys()) {
      tickets.put(session, TicketCodec.unpackValue(hash.get(session).toBuffer()).ticket());
    }
    return tickets;
  }

  /** The room as it is in Redis. */
  public Optional<Room> stored(RoomId room) {
    return Optional.ofNullable(redis.ask(Command.GET, RoomKeys.room(LANE, room)))
        .map(value -> RoomCodec.unpack(value.toBuffer()));
  }

  /** Which room a session is in. */
  public Optional<RoomId> roomOf(SessionId session) {
    return Optional.ofNullable(redis.ask(Command.HGET, RoomKeys.members(LANE), session.value()))
        .map(id -> new RoomId(id.toString()));
  }

  /** How many rooms there are. */
  public long rooms() {
    return redis.keys().stream().filter(key -> key.startsWith(RoomKeys.roomPrefix(LANE))).count();
  }

  public static QueueMeters queueMeters() {
    return new QueueMeters(new Meters(new SimpleMeterRegistry()), List.of(LANE));
  }

  /** A ticket with no wishes. */
  public static Ticket ticket(String session, long epoch, long sinceMillis) {
    return ticket(session, epoch, sinceMillis, NODE, List.of());
  }

  public static Ticket ticket(
      String session, long epoch, long sinceMillis, NodeId node, List<String> interests) {
    return new Ticket(
        new SessionId(session),
        epoch,
        node,
        new DeviceId("device-of-" + session),
        Instant.ofEpochMilli(sinceMillis),
        new Criteria(interests, List.of(), true),
        Set.of(),
        Map.of());
  }

  public static Room room(String id, Ticket older, Ticket newer) {
    return new Room(
        new RoomId(id), LANE, List.of(member(older), member(newer)), List.of(), Optional.empty());
  }

  public static Address address(Ticket ticket) {
    return new Address(ticket.session(), ticket.epoch(), ticket.node());
  }

  private static Member member(Ticket ticket) {
    return new Member(address(ticket), ticket.device());
  }

  @Override
  public void close() {
    redis.close();
  }
}
