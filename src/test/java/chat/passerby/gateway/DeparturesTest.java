package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.Inboxes;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.Successors;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.room.Rooms;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeparturesTest {
  private static final DeviceId DEVICE = new DeviceId("device");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);
  private static final Address ANNA = address("anna", "here");
  private static final Address BEN = address("ben", "elsewhere");
  private static final Room ROOM =
      new Room(
          new RoomId("room"),
          LANE,
          List.of(new Member(ANNA, new DeviceId("annas")), new Member(BEN, new DeviceId("bens"))),
          List.of(),
          Optional.empty());

  private final List<RoomEvent> bens = new CopyOnWriteArrayList<>();
  private final ConnectedSessions here = new ConnectedSessions();
  private final RealRedis redis;
  private final Context context;
  private final RedisLink link;
  private final Departures departures;

  DeparturesTest(@TempDir Path data) {
    redis = RealRedis.start(data);
    context = redis.vertx().getOrCreateContext();
    link = redis.connect();
    departures = departures();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void end_whileRedisIsGone_isToldOnAnotherNodeWhenItIsBack() {
    ConnectedSessions elsewhere = new ConnectedSessions();
    elsewhere.register(new Connected(BEN, DEVICE, HERE, context, bens::add));
    Inboxes.deploy(redis, BEN.node(), elsewhere);
    withRedisGone(() -> departures.leave(ROOM, ANNA, List.of(BEN), Left.Reason.NEXT));
    redis.process().restart();
    RoomEvent end = new RoomEvent.Ended(ROOM, Left.Reason.NEXT, Optional.of(ANNA));
    Eventually.await("the partner has heard", () -> !bens.isEmpty());
    assertEquals(Set.of(end), Set.copyOf(bens));
  }

  @Test
  void goodbye_whileRedisIsGone_isAnAbsenceUntilItIsBack() {
    Address ben = address("ben", "here");
    here.register(new Connected(ben, DEVICE, HERE, context, bens::add));
    withRedisGone(() -> departures.hangUp(ROOM, ANNA, List.of(ben)));
    RoomEvent away = new RoomEvent.Away(ROOM.id(), ANNA);
    Eventually.await("an absence", () -> bens.equals(List.of(away)));
    redis.process().restart();
    RoomEvent end = new RoomEvent.Ended(ROOM, Left.Reason.GONE, Optional.of(ANNA));
    Eventually.await("the end", () -> bens.contains(end));
  }

  /**
   * The client closes its older connection for good once it is welcomed by the newer one, which
   * knew of no room when it looked.
   */
  @Test
  void goodbye_byAnOlderConnection_leavesTheRoomToTheNewerOne() {
    List<RoomEvent> newer = new CopyOnWriteArrayList<>();
    Address again = new Address(ANNA.session(), 2, ANNA.node());
    Address ben = address("ben", "here");
    here.register(new Connected(again, DEVICE, HERE, context, newer::add));
    here.register(new Connected(ben, DEVICE, HERE, context, bens::add));
    redis.ask(Command.SET, "passerby:{default:text}:room:room", "packed");
    redis.ask(Command.HSET, "passerby:{default:text}:members", "anna", "room");
    redis.ask(Command.HSET, "passerby:session:{anna}", "epoch", "2", "node", "here");
    context.runOnContext(turn -> departures.passOn(ROOM, ANNA, List.of(ben), true));
    RoomEvent told = new RoomEvent.StillIn(ROOM, ben);
    Eventually.await("the newer one has heard", () -> newer.equals(List.of(told)));
    context.runOnContext(turn -> departures.passOn(ROOM, ANNA, List.of(ben), false));
    RoomEvent untold = new RoomEvent.Matched(ROOM);
    Eventually.await("it hears of the match", () -> newer.equals(List.of(told, untold)));
    assertEquals(List.of(), bens);
    assertEquals(
        "packed", redis.answer(Command.GET, "passerby:{default:text}:room:room").toString());
  }

  @Test
  void goodbye_byTheOnlyConnection_endsTheRoom() {
    Address ben = address("ben", "here");
    here.register(new Connected(ben, DEVICE, HERE, context, bens::add));
    redis.ask(Command.HSET, "passerby:session:{anna}", "epoch", "1", "node", "here");
    context.runOnContext(turn -> departures.passOn(ROOM, ANNA, List.of(ben), true));
    RoomEvent end = new RoomEvent.Ended(ROOM, Left.Reason.GONE, Optional.of(ANNA));
    Eventually.await("the end", () -> bens.equals(List.of(end)));
  }

  @Test
  void end_ofARoomOfThree_isToldToAllOthersWhereverTheyAreNow() {
    List<RoomEvent> cleos = new CopyOnWriteArrayList<>();
    Address ben = address("ben", "here");
    Address cleo = address("cleo", "here");
    Address cleoBack = new Address(cleo.session(), 2, cleo.node());
    here.register(new Connected(ben, DEVICE, HERE, context, bens::add));
    here.register(new Connected(cleoBack, DEVICE, HERE, context, cleos::add));
    Room three = Rooms.room("three", ANNA, ben, cleo);
    redis.ask(
        Command.HSET, "passerby:{default:text}:members", "cleo", "three|2|" + cleo.node().value());
    context.runOnContext(
        turn -> departures.leave(three, ANNA, List.of(ben, cleo), Left.Reason.LEFT));
    List<RoomEvent> end = List.of(new RoomEvent.Ended(three, Left.Reason.LEFT, Optional.of(ANNA)));
    Eventually.await("ben has heard", () -> bens.equals(end));
    Eventually.await("cleo has heard", () -> cleos.equals(end));
  }

  @Test
  void room_thatNobodyIsIn_isOverForAllOthers() {
    List<RoomEvent> cleos = new CopyOnWriteArrayList<>();
    Address ben = address("ben", "here");
    Address cleo = address("cleo", "here");
    here.register(new Connected(ben, DEVICE, HERE, context, bens::add));
    here.register(new Connected(cleo, DEVICE, HERE, context, cleos::add));
    Room three = Rooms.room("three", ANNA, ben, cleo);
    context.runOnContext(turn -> departures.callOff(three, ANNA));
    List<RoomEvent> end = List.of(new RoomEvent.Ended(three, Left.Reason.GONE, Optional.of(ANNA)));
    Eventually.await("ben has heard", () -> bens.equals(end));
    Eventually.await("cleo has heard", () -> cleos.equals(end));
  }

  private void withRedisGone(Runnable work) {
    redis.process().kill();
    Eventually.await("the link is down", () -> !link.isUp());
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          work.run();
          done.complete();
        });
    Eventually.get(done.future());
  }

  private Departures departures() {
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier =
        new Courier(
            ANNA.node(),
            here,
            new NodeChannel(context, link),
            new Neighbours(),
            UnseenFaults.create());
    KeptSessions sessions = new KeptSessions(link, runner);
    return new Departures(
        new Postponed(context, link, UnseenFaults.create()),
        new LeaveRoomScript(runner),
        new UntoldEnds(sessions, courier),
        new Successors(sessions, courier),
        new LaneQueue(
            Runnable::run,
            runner,
            new QueueMeters(new Meters(new SimpleMeterRegistry()), List.of(LANE)),
            UnseenFaults.create()),
        new Places(link, runner, new LanePlan(List.of(LANE.pool()), 1), UnseenFaults.create()),
        courier,
        Duration.ZERO);
  }

  private static Address address(String session, String node) {
    return new Address(new SessionId(session), 1, new NodeId(node));
  }
}
