package chat.passerby;

import chat.passerby.matchmaking.figures.FiguresBoard;
import chat.passerby.matchmaking.pairing.ClaimPairsScript;
import chat.passerby.matchmaking.pairing.LaneLease;
import chat.passerby.matchmaking.pairing.LanePairing;
import chat.passerby.matchmaking.pairing.LaneSnapshot;
import chat.passerby.matchmaking.pairing.LaneSpread;
import chat.passerby.matchmaking.pairing.LaneUpkeep;
import chat.passerby.matchmaking.pairing.MatchNews;
import chat.passerby.matchmaking.pairing.PairedLanes;
import chat.passerby.matchmaking.pairing.PairedLanes.PairedLane;
import chat.passerby.matchmaking.pairing.PairingMeters;
import chat.passerby.matchmaking.pairing.PairingRounds;
import chat.passerby.matchmaking.policy.PolicySettings;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.matchmaking.queue.RequeueSurvivorScript;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.room.LeaveRoomScript;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.util.List;

/**
 * Puts the pairing of lanes together.
 *
 * @param grace how long an absent visitor keeps its place
 */
public record PairingAssembly(
    NodeParts node,
    List<Lane> lanes,
    PolicySettings policy,
    Duration grace,
    PairingMeters meters,
    PairingRounds rounds) {

  /** The pairing on that context, which is still to be started. */
  public PairedLanes on(Context context) {
    RedisLink link = node.link(context, "pairing");
    ScriptRunner runner = new ScriptRunner(link);
    MatchNews news =
        new MatchNews(
            node.courier(context, link),
            new LeaveRoomScript(runner),
            new RequeueSurvivorScript(runner, grace),
            node.faults());
    ClaimPairsScript claim = new ClaimPairsScript(runner);
    List<PairedLane> paired =
        lanes.stream()
            .map(
                lane ->
                    new PairedLane(
                        lane,
                        new LaneLease(link, runner, lane, node.self()),
                        pairing(lane, context, link, runner, news, claim)))
            .toList();
    return new PairedLanes(
        context,
        link,
        node.subscriber(context, link, "pairing"),
        paired,
        rounds.reading(),
        new FiguresBoard(link, node.faults()),
        node.neighbours(),
        new LaneSpread(node.self(), node.neighbours(), node.clock()),
        meters,
        node.faults());
  }

  /**
   * Where it runs: a thread that nothing else keeps busy, always the same one, which stays warm.
   */
  static DeploymentOptions thread() {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName("pairing")
        .setWorkerPoolSize(1);
  }

  private LanePairing pairing(
      Lane lane,
      Context context,
      RedisLink link,
      ScriptRunner runner,
      MatchNews news,
      ClaimPairsScript claim) {
    return new LanePairing(
        lane,
        new WaitingPool(policy),
        claim,
        new LaneUpkeep(lane, rounds.lifetime(), grace, runner, meters, node.faults()),
        news,
        new LaneSnapshot(link, lane, rounds.lifetime(), node.faults()),
        meters,
        node.clock(),
        node.neighbours()::isCurrent,
        context,
        node.faults());
  }
}
