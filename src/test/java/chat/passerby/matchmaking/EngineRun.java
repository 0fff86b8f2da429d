package chat.passerby.matchmaking;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.NodeSettings;
import chat.passerby.device.DeviceMemory;
import chat.passerby.matchmaking.EnginePlan.Op;
import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.NaiveReference;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneCensus;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.room.Room;
import chat.passerby.session.Identity;
import chat.passerby.settings.Settings;
import chat.passerby.time.SystemClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out a plan with real visits and pairing, on a real Redis and without sockets. */
final class EngineRun implements AutoCloseable {
  private static final long GATEWAY_ROUND_NANOS = 250_000_000;

  /**
   * Criteria widen soon, and recent partners meet again only after the test. The grace is short,
   * since a test waits for it: a visitor comes back in time or too late.
   */
  private static final NodeSettings SETTINGS =
      NodeSettings.from(
          Settings.of(
              Map.of(
                  "PASSERBY_INTERESTS_WAIT", "PT0.3S",
                  "PASSERBY_LANGUAGES_WAIT", "PT0.6S",
                  "PASSERBY_RECENT_WAIT", "PT10M",
                  "PASSERBY_GRACE", "PT0.5S",
                  "PASSERBY_NEXT_PER_MINUTE", "0",
                  "PASSERBY_LOOK", "PT0S")));

  private static final PolicySettings POLICY = SETTINGS.matchmaking().policy();

  private final EnginePlan plan;
  private final LaneBench bench;
  private final RealRedis redis;
  private final List<EngineGateway> gateways = new ArrayList<>();
  private final List<EngineGateway> everyGateway = new ArrayList<>();
  private final Map<Integer, String> pairings = new HashMap<>();
  private final Map<SessionId, List<EngineClient>> all = new HashMap<>();
  private final Map<Integer, EngineClient> current = new HashMap<>();
  private final List<Future<LaneCensus>> looks = new ArrayList<>();
  private final EngineChecker checker;
  private Optional<Long> sharing = Optional.empty();

  EngineRun(EnginePlan plan, Path data) {
    this.plan = plan;
    this.bench = new LaneBench(data);
    this.redis = bench.redis();
    this.checker = new EngineChecker(new NaiveReference(POLICY), avoided(plan));
    noteDevices();
    for (int i = 0; i < EnginePlan.GATEWAYS; i++) {
      gateways.add(gateway("node" + i));
    }
  }

  private static Map<DeviceId, Set<DeviceId>> avoided(EnginePlan plan) {
    Map<DeviceId, Set<DeviceId>> avoided = new HashMap<>();
    for (EngineVisitor visitor : plan.visitors()) {
      Set<DeviceId> mine =
          avoided.computeIfAbsent(visitor.identity().device(), d -> new HashSet<>());
      mine.addAll(visitor.blocked());
      mine.addAll(visitor.recent());
    }
    return avoided;
  }

  /** Redis remembers of the visitors' devices what it would of earlier visits. */
  private void noteDevices() {
    DeviceMemory devices =
        new DeviceMemory(redis.runner(), POLICY.recentWindow(), new SystemClock());
    for (EngineVisitor visitor : plan.visitors()) {
      DeviceId device = visitor.identity().device();
      visitor.blocked().forEach(other -> get(devices.block(device, other)));
      visitor.recent().forEach(other -> get(devices.remember(device, other, now())));
    }
  }

  private EngineGateway gateway(String name) {
    EngineGateway gateway = EngineGateway.start(redis.vertx(), redis.endpoint(), name, SETTINGS);
    everyGateway.add(gateway);
    return gateway;
  }

  /** Does it all, waits for quiet, and returns how many rooms there were. */
  int play() {
    for (Op op : plan.ops()) {
      play(op);
      looks.add(LaneCensus.take(redis.link(), LANE));
    }
    await(
        "the links are up", () -> redis.link().isUp() && gateways.stream().allMatch(g -> g.isUp()));
    if (pairings.isEmpty()) {
      play(new EnginePlan.StartPairing(0));
    }
    settle();
    // Whatever was on its way before these two met has arrived by then.
    meet();
    settle();
    Map<RoomId, Room> rooms = new HashMap<>();
    everyGateway.forEach(gateway -> rooms.putAll(gateway.rooms()));
    List<LaneCensus> seen = looks.stream().filter(Future::succeeded).map(Future::result).toList();
    seen.forEach(look -> rooms.putAll(look.rooms()));
    List<String> wrongs = new ArrayList<>(checker.wrongs(stories(), rooms.values()));
    seen.forEach(look -> wrongs.addAll(checker.wrongs(look)));
    everyGateway.forEach(gateway -> wrongs.addAll(gateway.broken()));
    assertEquals(List.of(), wrongs);
    return (int) stories().stream().flatMap(story -> story.rooms().stream()).distinct().count();
  }

  private void play(Op op) {
    switch (op) {
      case EnginePlan.Come come ->
          welcome(plan.visitors().get(come.visitor()), gateways.get(come.gateway()))
              .ifPresent(connection -> current.put(come.visitor(), connection));
      case EnginePlan.Find find -> of(find.visitor()).ifPresent(c -> c.find(find.criteria()));
      case EnginePlan.Chat chat -> of(chat.visitor()).ifPresent(EngineClient::chat);
      case EnginePlan.Cancel cancel -> of(cancel.visitor()).ifPresent(EngineClient::cancel);
      case EnginePlan.Leave leave -> of(leave.visitor()).ifPresent(c -> c.leave(leave.next()));
      case EnginePlan.Close close -> of(close.visitor()).ifPresent(c -> c.close(true));
      case EnginePlan.Drop drop -> of(drop.visitor()).ifPresent(c -> c.close(false));
      case EnginePlan.Pause pause ->
          of(pause.visitor()).ifPresent(c -> await("an answer", () -> !c.isInStep()));
      case EnginePlan.Settle settle -> settle();
      case EnginePlan.FreeLease free -> freeLease();
      case EnginePlan.StealLease steal ->
          redis.ask(Command.SET, LaneKeys.lease(LANE), "a stranger", "PX", steal.term().toMillis());
      case EnginePlan.ShareLease share -> shareLease(share.begin());
      case EnginePlan.StopPairing stop -> {
        String deployment = pairings.remove(stop.node());
        get(redis.vertx().undeploy(deployment));
      }
      case EnginePlan.StartPairing start ->
          pairings.put(start.node(), gateways.get(start.node()).pair());
      case EnginePlan.NodeDies dies -> {
        gateways.getLast().die();
        gateways.set(EnginePlan.GATEWAYS - 1, gateway("node" + everyGateway.size()));
      }
      case EnginePlan.KillRedis kill -> redis.process().kill();
      case EnginePlan.RestartRedis restart -> {
        redis.process().restart();
        awaitRedis();
      }
      case EnginePlan.FreezeRedis freeze -> {
        redis.process().pause();
        if (freeze.noticed()) {
          await("the silence is noticed", () -> gateways.stream().noneMatch(this::answers));
        }
      }
      case EnginePlan.ThawRedis thaw -> {
        redis.process().resume();
        awaitRedis();
      }
    }
  }

  private void awaitRedis() {
    await("Redis is back", redis.link()::isUp);
    get(redis.link().send(Request.cmd(Command.PING)).recover(e -> Future.succeededFuture()));
    await("Redis is back", redis.link()::isUp);
  }

  private boolean answers(EngineGateway gateway) {
    gateway.turn(gateway::ping);
    return gateway.isUp();
  }

  private Optional<EngineClient> of(int visitor) {
    return Optional.ofNullable(current.get(visitor));
  }

  private Optional<EngineClient> welcome(EngineVisitor visitor, EngineGateway gateway) {
    return get(gateway.welcome(visitor, all).map(Optional::of).otherwise(Optional.empty()));
  }

  private void freeLease() {
    redis.link().send(Request.cmd(Command.DEL).arg(LaneKeys.lease(LANE))).onComplete(done -> {});
  }

  private void shareLease(boolean begin) {
    sharing.ifPresent(redis.vertx()::cancelTimer);
    sharing =
        begin ? Optional.of(redis.vertx().setPeriodic(10, now -> freeLease())) : Optional.empty();
  }

  /** Two who want nobody else meet. */
  private void meet() {
    Criteria each = new Criteria(List.of("settling"), List.of(), true);
    List<EngineClient> two = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      SessionId session = new SessionId("probe" + i);
      Identity identity = new Identity(session, new DeviceId("device-of-" + session));
      EngineVisitor probe = new EngineVisitor(identity, Set.of(), Set.of());
      two.add(welcome(probe, gateways.get(i)).orElseThrow());
      two.getLast().find(each);
    }
    await(
        "two more meet",
        () -> two.stream().allMatch(c -> c.story().flatMap(VisitorStory::room).isPresent()));
  }

  /** Returns when nothing is wrong, with what the gateways do every ten seconds done sooner. */
  private void settle() {
    List<String> wrongs = new ArrayList<>();
    long[] round = {0};
    try {
      await(
          "nothing is wrong",
          () -> {
            if (plan.stormy() && System.nanoTime() - round[0] > GATEWAY_ROUND_NANOS) {
              round[0] = System.nanoTime();
              gateways.forEach(gateway -> gateway.turn(() -> gateway.refresh(false)));
            }
            gateways.forEach(EngineRun::awaitTurn);
            wrongs.clear();
            if (clients().stream().anyMatch(EngineClient::isInStep)) {
              wrongs.add("a step is under way");
            } else {
              LaneCensus census = get(LaneCensus.take(redis.link(), LANE));
              wrongs.addAll(checker.unsettled(stories(), census, now()));
            }
            return wrongs.isEmpty();
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + wrongs, e);
    }
  }

  private static void awaitTurn(EngineGateway gateway) {
    Promise<Void> turned = Promise.promise();
    gateway.turn(turned::complete);
    get(turned.future());
  }

  private List<EngineClient> clients() {
    return gateways.stream().flatMap(gateway -> gateway.clients().stream()).toList();
  }

  private List<VisitorStory> stories() {
    return everyGateway.stream()
        .flatMap(gateway -> gateway.clients().stream())
        .flatMap(client -> client.story().stream())
        .toList();
  }

  /** What everybody was told, for the message of a failure. */
  String tale() {
    Map<String, List<String>> tale = new LinkedHashMap<>();
    for (VisitorStory story : stories()) {
      tale.put(story.address().toString(), story.entries().stream().map(Object::toString).toList());
    }
    StringBuilder text = new StringBuilder();
    tale.forEach((who, what) -> text.append("\n  ").append(who).append(' ').append(what));
    return text.toString();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    bench.close();
  }
}
