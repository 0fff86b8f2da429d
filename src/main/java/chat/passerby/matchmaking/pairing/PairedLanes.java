package chat.passerby.matchmaking.pairing;

import chat.passerby.cluster.Neighbours;
import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.figures.LaneFigures;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lanes that a node pairs: gives each its lease, its changes and its ticks, on one thread. */
public final class PairedLanes {
  /** How often the lanes' figures are posted. */
  private static final Duration FIGURES = Duration.ofSeconds(1);

  private final Context context;
  private final RedisLink link;
  private final Subscriber changes;
  private final List<PairedLane> lanes;
  private final Duration reading;
  private final FiguresBoard board;
  private final Neighbours neighbours;
  private final LaneSpread spread;
  private final PairingMeters meters;
  private final Faults faults;
  private final List<Long> timers = new ArrayList<>();

  /** What is under way when pairing ends is answered still, and must not begin anything. */
  private boolean ending;

  /** A lane, with the right to pair it. */
  public record PairedLane(Lane lane, LaneLease lease, LanePairing pairing) {}

  /**
   * @param context the thread of all this
   * @param link to Redis, not started
   * @param changes hears of the lanes' changes; not started
   * @param reading how often the mirrors are read again although nothing seems to be missed
   * @param board where the lanes' figures are posted
   * @param spread who gets a lane when this node has more than others
   * @param meters are told how many lanes are paired here
   */
  public PairedLanes(
      Context context,
      RedisLink link,
      Subscriber changes,
      List<PairedLane> lanes,
      Duration reading,
      FiguresBoard board,
      Neighbours neighbours,
      LaneSpread spread,
      PairingMeters meters,
      Faults faults) {
    this.context = context;
    this.link = link;
    this.changes = changes;
    this.lanes = List.copyOf(lanes);
    this.reading = reading;
    this.board = board;
    this.neighbours = neighbours;
    this.spread = spread;
    this.meters = meters;
    this.faults = faults;
  }

  Future<?> start() {
    return link.start()
        .compose(up -> changes.start())
        .compose(up -> Future.all(lanes.stream().map(this::listen).toList()))
        .compose(listening -> renewLeases())
        .onSuccess(first -> beginRounds());
  }

  private Future<Void> listen(PairedLane lane) {
    return changes.subscribe(LaneKeys.changes(lane.lane()), lane.pairing()::told);
  }

  private void beginRounds() {
    // What cut off the commands may have cut off the changes too, which are silent when they are.
    link.onUp(this::reconcile);
    changes.onResubscribed(this::reconcile);
    neighbours.onDeath(dead -> context.runOnContext(turn -> park()));
    neighbours.onCurrent(() -> context.runOnContext(turn -> reconcile()));
    every(
        LaneLease.RENEWAL,
        () -> renewLeases().onComplete(renewed -> lanes.forEach(lane -> lane.pairing().tick())));
    every(FIGURES, () -> post());
    every(reading, this::reconcile);
  }

  private void every(Duration period, Runnable work) {
    timers.add(context.owner().setPeriodic(period.toMillis(), round -> work.run()));
  }

  private Future<Void> post() {
    Map<Lane, LaneFigures> figures = new HashMap<>();
    for (PairedLane lane : lanes) {
      lane.pairing().figures().ifPresent(its -> figures.put(lane.lane(), its));
    }
    return board
        .post(figures)
        .onFailure(e -> report("The lanes' figures were not posted.", e))
        .otherwiseEmpty();
  }

  private void reconcile() {
    lanes.forEach(lane -> lane.pairing().reconcile());
    park();
  }

  /** Takes out who was connected to a node that is dead. */
  private void park() {
    Set<NodeId> dead = neighbours.dead();
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
                .map(lane -> lane.lease().hold().onSuccess(held -> held(lane, held)))
                .map(asked -> asked.onFailure(e -> report("A lane's lease was not renewed.", e)))
                .toList())
        .otherwiseEmpty()
        .onSuccess(renewed -> spread())
        .mapEmpty();
  }

  private void held(PairedLane lane, boolean held) {
    if (lane.pairing().held(held)) {
      board
          .last(lane.lane())
          .onSuccess(figures -> figures.ifPresent(lane.pairing()::goOnFrom))
          .onFailure(e -> report("A lane's earlier figures were not read.", e));
    }
  }

  /** Gives a lane to another node when this one has more than its share. */
  private void spread() {
    if (ending) {
      return;
    }
    List<PairedLane> held = lanes.stream().filter(lane -> lane.pairing().isHeld()).toList();
    meters.held(held.size());
    spread
        .heir(held.size())
        .ifPresent(
            heir -> {
              // The busiest stays, and the next busiest is as good as half of the work.
              PairedLane lane =
                  held.stream()
                      .sorted(Comparator.comparingInt(its -> -its.pairing().arrivals()))
                      .toList()
                      .get(1);
              // What it has measured is there when the heir looks for it.
              post()
                  .compose(
                      posted ->
                          ending ? Future.succeededFuture(false) : lane.lease().handOver(heir))
                  .onSuccess(given -> held(lane, lane.pairing().isHeld() && !given))
                  .onFailure(e -> report("A lane was not handed over.", e));
            });
  }

  private Future<?> releaseLeases() {
    return Future.join(lanes.stream().map(lane -> lane.lease().release()).toList());
  }

  Future<?> stop() {
    ending = true;
    timers.forEach(context.owner()::cancelTimer);
    meters.ended();
    post();
    // Visitors who were claimed must hear of it, and no other node knows of them.
    return Future.join(lanes.stream().map(lane -> lane.pairing().finish()).toList())
        .eventually(this::releaseLeases)
        .eventually(changes::close)
        .eventually(link::close)
        .onFailure(e -> report("Pairing did not end in order.", e))
        .otherwiseEmpty();
  }

  private void report(String what, Throwable cause) {
    faults.report(Part.PAIRING, what, cause);
  }
}
