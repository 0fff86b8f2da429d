package chat.passerby.matchmaking.pairing;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.Courier;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.figures.LaneFigures;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the pairing of all lanes on a worker thread: a shell round {@link LanePairing}, which gives
 * it its lease, its changes and its ticks.
 */
public final class PairingVerticle extends VerticleBase {
  /** How often the lanes' figures are posted. */
  private static final Duration FIGURES = Duration.ofSeconds(1);

  private final Shared shared;
  private final Rounds rounds;
  private final List<PairedLane> lanes = new ArrayList<>();
  private final List<Long> timers = new ArrayList<>();
  private RedisLink link;
  private Subscriber changes;

  /** What the verticle shares with the rest of the node. */
  public record Shared(
      NodeId self,
      List<Lane> lanes,
      PolicySettings policy,
      RedisEndpoint redis,
      LinkSettings links,
      ConnectedSessions connected,
      Neighbours neighbours,
      Duration grace,
      PairingMeters meters,
      Faults faults,
      NodeClock clock) {}

  private record PairedLane(LaneLease lease, LanePairing pairing) {}

  /**
   * How often lanes are read and cleaned up.
   *
   * @param reading how often the mirrors are read again although nothing seems to be missed
   * @param lifetime how long a ticket stays without being put in again
   */
  record Rounds(Duration reading, Duration lifetime) {
    static final Rounds USUAL = new Rounds(Duration.ofSeconds(15), LaneQueue.LIFETIME);
  }

  public PairingVerticle(Shared shared) {
    this(shared, Rounds.USUAL);
  }

  PairingVerticle(Shared shared, Rounds rounds) {
    this.shared = shared;
    this.rounds = rounds;
  }

  @Override
  public Future<?> start() {
    RedisLink commands = RedisLink.create(vertx, shared.redis(), shared.links(), "pairing");
    Subscriber subscriber =
        Subscriber.create(vertx, shared.redis(), shared.links(), commands, "pairing");
    link = commands;
    changes = subscriber;
    ScriptRunner runner = new ScriptRunner(commands);
    Courier courier =
        new Courier(
            shared.self(),
            shared.connected(),
            new NodeChannel(context, commands),
            shared.neighbours(),
            shared.faults());
    MatchNews news =
        new MatchNews(
            courier,
            new LeaveRoomScript(runner),
            new RequeueSurvivorScript(runner, shared.grace()),
            shared.faults());
    ClaimPairsScript claim = new ClaimPairsScript(runner);
    for (Lane lane : shared.lanes()) {
      LanePairing pairing =
          new LanePairing(
              lane,
              new WaitingPool(shared.policy()),
              claim,
              new LaneUpkeep(
                  lane,
                  rounds.lifetime(),
                  shared.grace(),
                  runner,
                  shared.meters(),
                  shared.faults()),
              news,
              new LaneSnapshot(commands, lane, rounds.lifetime(), shared.faults()),
              shared.meters(),
              shared.clock(),
              shared.neighbours()::isCurrent,
              context,
              shared.faults());
      lanes.add(new PairedLane(new LaneLease(commands, runner, lane, shared.self()), pairing));
    }
    return commands
        .start()
        .compose(up -> subscriber.start())
        .compose(up -> Future.all(shared.lanes().stream().map(this::listen).toList()))
        .compose(listening -> renewLeases())
        .onSuccess(first -> beginRounds());
  }

  private Future<Void> listen(Lane lane) {
    LanePairing pairing = lanes.get(shared.lanes().indexOf(lane)).pairing();
    return changes.subscribe(LaneKeys.changes(lane), pairing::told);
  }

  private void beginRounds() {
    // What cut off the commands may have cut off the changes too, which are silent when they are.
    link.onUp(this::reconcile);
    changes.onResubscribed(this::reconcile);
    shared.neighbours().onDeath(dead -> context.runOnContext(turn -> park()));
    shared.neighbours().onCurrent(() -> context.runOnContext(turn -> reconcile()));
    timers.add(
        vertx.setPeriodic(
            LaneLease.RENEWAL.toMillis(),
            round ->
                renewLeases().onComplete(renewed -> lanes.forEach(lane -> lane.pairing().tick()))));
    FiguresBoard board = new FiguresBoard(link, shared.faults());
    timers.add(vertx.setPeriodic(FIGURES.toMillis(), round -> post(board)));
    timers.add(vertx.setPeriodic(rounds.reading().toMillis(), round -> reconcile()));
  }

  private void post(FiguresBoard board) {
    Map<Lane, LaneFigures> figures = new HashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = shared.lanes().get(i);
      lanes.get(i).pairing().figures().ifPresent(its -> figures.put(lane, its));
    }
    board.post(figures).onFailure(e -> report("The lanes' figures were not posted.", e));
  }

  private void reconcile() {
    lanes.forEach(lane -> lane.pairing().reconcile());
    park();
  }

  /** Takes out who was connected to a node that is dead. */
  private void park() {
    Set<NodeId> dead = shared.neighbours().dead();
    if (!dead.isEmpty()) {
      lanes.forEach(lane -> lane.pairing().park(dead));
    }
  }

  /**
   * A lease that could not be asked for stays as it was: pairing without one is safe, only
   * wasteful.
   */
  private Future<Void> renewLeases() {
    return Future.join(
            lanes.stream()
                .map(lane -> lane.lease().hold().onSuccess(lane.pairing()::held))
                .map(asked -> asked.onFailure(e -> report("A lane's lease was not renewed.", e)))
                .toList())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<?> releaseLeases() {
    return Future.join(lanes.stream().map(lane -> lane.lease().release()).toList());
  }

  @Override
  public Future<?> stop() {
    timers.forEach(vertx::cancelTimer);
    // Visitors who were claimed must hear of it, and no other node knows of them.
    return Future.join(lanes.stream().map(lane -> lane.pairing().finish()).toList())
        .eventually(this::releaseLeases)
        .eventually(() -> changes.close())
        .eventually(() -> link.close())
        .onFailure(e -> report("Pairing did not end in order.", e))
        .otherwiseEmpty();
  }

  private void report(String what, Throwable cause) {
    shared.faults().report(Part.PAIRING, what, cause);
  }
}
