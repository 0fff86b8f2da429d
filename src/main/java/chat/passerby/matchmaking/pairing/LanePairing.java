package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.figures.LaneFigures;
import chat.passerby.matchmaking.figures.LaneTraffic;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Faults.Written;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs one lane while this node holds its lease.
 *
 * <p>The pool is a {@linkplain LaneMirror mirror} of the lane. A change starts a pass at once;
 * while a claim is under way further changes only gather, so under load the batches grow by
 * themselves and without load nobody waits for a tick.
 *
 * <p>Everything here runs on one context, and a pass too long for one turn of it goes on in
 * another.
 */
public final class LanePairing {
  private static final Logger log = LoggerFactory.getLogger(LanePairing.class);

  private final Lane lane;
  private final WaitingPool pool;
  private final LaneMirror mirror;
  private final LaneClaims claims;
  private final LaneUpkeep upkeep;
  private final LaneSnapshot snapshot;
  private final PairingMeters meters;
  private final NodeClock clock;
  private final BooleanSupplier current;
  private final Faults faults;
  private final Context context;
  private LaneTraffic traffic;
  private boolean held;
  private boolean finishing;

  /** Whether it is not known yet what the one before measured. */
  private boolean unknown;

  private boolean passComing;

  /** Grows with whatever may change how many wait. */
  private long stirs;

  /**
   * @param current whether this node knows that it is alive; asked on any thread. While it does
   *     not, it neither pairs nor takes anybody out.
   */
  public LanePairing(
      Lane lane,
      WaitingPool pool,
      ClaimPairsScript claim,
      LaneUpkeep upkeep,
      MatchNews news,
      LaneSnapshot snapshot,
      PairingMeters meters,
      NodeClock clock,
      BooleanSupplier current,
      Context context,
      Faults faults) {
    this.faults = faults;
    this.lane = lane;
    this.pool = pool;
    this.mirror = new LaneMirror(pool, snapshot, faults);
    this.upkeep = upkeep;
    this.snapshot = snapshot;
    this.meters = meters;
    this.clock = clock;
    this.traffic = new LaneTraffic(clock.instant());
    this.context = context;
    this.current = current;
    this.claims =
        new LaneClaims(
            lane, pool, claim, news, meters, clock, current, faults, this::matched, this::pass);
  }

  /**
   * Begins or ends pairing as the lease comes and goes.
   *
   * @return whether it has just begun
   */
  boolean held(boolean now) {
    if (now == held || finishing) {
      return false;
    }
    held = now;
    unknown = now;
    log.debug("Lane {} is now paired by {}.", lane.name(), now ? "this node" : "another node");
    mirror.clear();
    traffic = new LaneTraffic(clock.instant());
    meters.waiting(lane, 0, Optional.empty(), clock.instant());
    reconcile();
    return now;
  }

  boolean isHeld() {
    return held;
  }

  /** Goes on counting from what the one before had measured. */
  void goOnFrom(LaneFigures figures) {
    if (held && unknown) {
      unknown = false;
      traffic.goOnFrom(figures, clock.instant());
    }
  }

  /** Takes a message of the queue's scripts: a change or, behind an asterisk, several. */
  void told(Buffer message) {
    if (message.length() == 0 || message.getByte(0) != '*') {
      changed(message);
    } else if (held) {
      PackedReader.each(Written.TICKET, message.slice(1, message.length()), this::take, faults);
      pass();
    }
  }

  /** Takes a change told by the queue's scripts. */
  void changed(Buffer change) {
    if (held) {
      take(change);
      pass();
    }
  }

  private void take(Buffer change) {
    stirs++;
    int before = pool.size();
    Optional<SessionId> session =
        PackedReader.read(Written.TICKET, change, mirror::changed, faults);
    if (pool.size() > before) {
      traffic.arrived(clock.instant());
    }
    session.ifPresent(claims::changed);
  }

  /** Checks whether time alone has made a pair possible, and claims doubtful matches again. */
  void tick() {
    claims.tick();
    if (mirror.isStale()) {
      reconcile();
    }
    pass();
    compare();
    meters.widened(lane, pool.drainWidened());
    if (held) {
      meters.waiting(lane, pool.size(), pool.oldest().map(Ticket::since), clock.instant());
    }
  }

  /**
   * Reads the lane again when its size differs from the mirror's although nothing is under way. A
   * change was missed on a connection that is dead without our knowledge, or another node believes
   * that it holds the lease.
   */
  private void compare() {
    long before = stirs;
    if (held && claims.isIdle()) {
      snapshot
          .size()
          .onSuccess(
              size -> {
                if (stirs == before && size != pool.size()) {
                  reconcile();
                }
              })
          .onFailure(e -> faults.report(Part.PAIRING, "A lane was not compared.", e));
    }
  }

  /** How many have come into the lane in the last minute. */
  int arrivals() {
    return traffic.figures(clock.instant()).arrived();
  }

  /** What was measured of the lane; empty while another node pairs it, or nothing has happened. */
  Optional<LaneFigures> figures() {
    return held
        ? Optional.of(traffic.figures(clock.instant())).filter(figures -> !figures.isEmpty())
        : Optional.empty();
  }

  /** Makes the mirror equal to the lane again. */
  void reconcile() {
    if (held) {
      mirror
          .reconcile()
          .onSuccess(
              overdue -> {
                if (current.getAsBoolean()) {
                  upkeep.look(overdue);
                }
                pass();
              });
    }
  }

  /** Takes the visitors of these dead nodes out of the lane. */
  void park(Set<NodeId> dead) {
    if (held && current.getAsBoolean()) {
      upkeep.park(pool.tickets().stream().filter(ticket -> dead.contains(ticket.node())).toList());
    }
  }

  /**
   * Ends pairing for good.
   *
   * @return completes when whoever has been claimed has been told, or Redis is away
   */
  Future<Void> finish() {
    held = false;
    finishing = true;
    return claims.finish();
  }

  private void pass() {
    if (!claims.mayClaim()) {
      return;
    }
    stirs++;
    if (claims.repeatDoubtful() || !held) {
      return;
    }
    Instant now = clock.instant();
    long began = System.nanoTime();
    List<Pairing> pairings = pool.pair(now, LaneClaims.MAX_BATCH);
    meters.pass(lane, Duration.ofNanos(System.nanoTime() - began));
    if (!pairings.isEmpty()) {
      claims.claim(pairings);
    }
    if (pool.nextWidening(now).equals(Optional.of(now))) {
      passSoon();
    }
  }

  /** Continues an unfinished pass after the events that have come meanwhile. */
  private void passSoon() {
    if (!passComing) {
      passComing = true;
      context.runOnContext(
          turn -> {
            passComing = false;
            pass();
          });
    }
  }

  private void matched(Pairing pairing, Instant claimed) {
    traffic.matched(pairing.older().since(), claimed);
    traffic.matched(pairing.newer().since(), claimed);
  }
}
