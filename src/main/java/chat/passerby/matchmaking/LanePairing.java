package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisUnavailableException;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs one lane while this node holds its lease.
 *
 * <p>The pool is a {@linkplain LaneMirror mirror} of the lane. A change starts a pass at once;
 * while a claim is under way further changes only gather, so under load the batches grow by
 * themselves and without load nobody waits for a tick. Behind a full batch the next is claimed
 * without waiting for the answer, so that this side and Redis work at the same time.
 *
 * <p>A match is under way from its claim until both sides have been told, and no failure lets go of
 * it: when Redis goes away in between, nobody knows whether the claim was carried out or who has
 * heard of it, so the same claim is made again until there is an answer, held lease or not.
 * Everything here runs on one context, and a pass too long for one turn of it goes on in another.
 */
final class LanePairing {
  private static final Logger log = LoggerFactory.getLogger(LanePairing.class);
  private static final int MAX_BATCH = 256;
  private static final int MAX_CLAIMS = 3;

  private final Lane lane;
  private final WaitingPool pool;
  private final LaneMirror mirror;
  private final ClaimPairsScript script;
  private final ExpireTicketsScript expire;
  private final LaneSnapshot snapshot;
  private final MatchNews news;
  private final PairingMeters meters;
  private final InstantSource clock;
  private final Context context;
  private final Promise<Void> finished = Promise.promise();

  /** Matches whose claim or news may have got lost, to be claimed again after the next tick. */
  private final List<Match> doubtful = new ArrayList<>();

  private final List<Claim> underWay = new ArrayList<>();

  private LaneTraffic traffic;
  private boolean held;
  private boolean doubtfulDue;
  private boolean lastClaimWasFull;
  private boolean finishing;
  private boolean passComing;
  private int untold;

  /** Grows with whatever may change how many wait. */
  private long stirs;

  private record Match(Pairing pairing, Room room) {}

  /**
   * A claim that is under way.
   *
   * @param again whether some of it may have been claimed before
   * @param told who has been told of since it was sent: its answer may be older
   */
  private record Claim(List<Match> matches, boolean again, Set<SessionId> told) {}

  LanePairing(
      Lane lane,
      WaitingPool pool,
      ClaimPairsScript claim,
      ExpireTicketsScript expire,
      MatchNews news,
      LaneSnapshot snapshot,
      PairingMeters meters,
      InstantSource clock,
      Context context) {
    this.lane = lane;
    this.pool = pool;
    this.mirror = new LaneMirror(lane, pool, snapshot);
    this.script = claim;
    this.expire = expire;
    this.snapshot = snapshot;
    this.news = news;
    this.meters = meters;
    this.clock = clock;
    this.traffic = new LaneTraffic(clock.instant());
    this.context = context;
  }

  /** Begins or ends pairing as the lease comes and goes. */
  void held(boolean now) {
    if (now == held || finishing) {
      return;
    }
    held = now;
    log.debug("Lane {}: pairing {}.", lane.name(), now ? "begins here" : "is another node's");
    mirror.clear();
    traffic = new LaneTraffic(clock.instant());
    meters.waiting(lane, 0, Optional.empty(), clock.instant());
    reconcile();
  }

  /** Takes a change told by the queue's scripts. */
  void changed(Buffer change) {
    if (held) {
      stirs++;
      int before = pool.size();
      SessionId session = mirror.changed(change);
      if (pool.size() > before) {
        traffic.arrived(clock.instant());
      }
      underWay.forEach(claim -> claim.told().add(session));
      pass();
    }
  }

  /** Looks whether time alone has made a pair possible, and settles what is in doubt. */
  void tick() {
    doubtfulDue = !doubtful.isEmpty();
    if (mirror.isStale()) {
      reconcile();
    }
    pass();
    compare();
    if (held) {
      meters.waiting(lane, pool.size(), pool.oldest().map(Ticket::since), clock.instant());
    }
  }

  /**
   * Reads the lane anew when it has another size than the mirror although nothing is going on: a
   * change has been missed, on a connection that is dead and not known to be, or made by someone
   * who holds the lease as well.
   */
  private void compare() {
    long before = stirs;
    if (held && underWay.isEmpty()) {
      snapshot
          .size()
          .onSuccess(
              size -> {
                if (stirs == before && size != pool.size()) {
                  reconcile();
                }
              })
          .onFailure(e -> log.trace("Lane {}: not compared, {}", lane.name(), e.getMessage()));
    }
  }

  /** What has been measured of the lane, while it is this node's and there is anything to tell. */
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
                expire(overdue);
                pass();
              });
    }
  }

  private void expire(List<String> overdue) {
    for (int from = 0; from < overdue.size(); from += MAX_BATCH) {
      List<String> batch = overdue.subList(from, Math.min(from + MAX_BATCH, overdue.size()));
      expire
          .run(lane, LaneQueue.LIFETIME, batch)
          .onSuccess(count -> meters.expired(lane, count))
          .onFailure(e -> log.debug("Lane {}: nothing expired, {}", lane.name(), e.getMessage()));
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
    completeWhenIdle();
    return finished.future();
  }

  private void pass() {
    if (underWay.size() >= (lastClaimWasFull ? MAX_CLAIMS : 1)) {
      return;
    }
    if (doubtfulDue && !doubtful.isEmpty()) {
      doubtfulDue = false;
      claimDoubtful();
      return;
    }
    if (!held) {
      return;
    }
    Instant now = clock.instant();
    long began = System.nanoTime();
    List<Pairing> pairings = pool.pair(now, MAX_BATCH);
    meters.pass(lane, Duration.ofNanos(System.nanoTime() - began));
    if (!pairings.isEmpty()) {
      claim(pairings.stream().map(pairing -> new Match(pairing, room(pairing))).toList(), false);
    }
    if (pool.nextWidening(now).equals(Optional.of(now))) {
      passSoon();
    }
  }

  /** Goes on with a pass that had more to do, once what has come meanwhile has had its turn. */
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

  private void claimDoubtful() {
    List<Match> again = doubtful.subList(0, Math.min(MAX_BATCH, doubtful.size()));
    List<Match> batch = List.copyOf(again);
    again.clear();
    claim(batch, true);
  }

  private void claim(List<Match> matches, boolean again) {
    Claim claim = new Claim(matches, again, new HashSet<>());
    underWay.add(claim);
    stirs++;
    lastClaimWasFull = matches.size() == MAX_BATCH;
    script
        .run(lane, matches.stream().map(Match::room).toList())
        .onComplete(
            outcomes -> {
              underWay.remove(claim);
              for (int i = 0; i < matches.size(); i++) {
                settle(matches.get(i), outcomes.get(i), claim);
              }
              pass();
            },
            failure -> {
              underWay.remove(claim);
              log.debug("Lane {}: nothing claimed, {}", lane.name(), failure.getMessage());
              boolean neverRan =
                  failure instanceof RedisUnavailableException away && !away.mayHaveRun();
              if (neverRan && !again) {
                matches.forEach(match -> release(match.pairing()));
              } else {
                doubtful.addAll(matches);
              }
            })
        .onComplete(done -> completeWhenIdle());
  }

  private void settle(Match match, int outcome, Claim claim) {
    Pairing pairing = match.pairing();
    if (outcome == ClaimPairsScript.CLAIMED) {
      dropOrRelease(pairing.older(), true, claim);
      dropOrRelease(pairing.newer(), true, claim);
      announce(match, claim.again());
      return;
    }
    meters.conflict(lane);
    dropOrRelease(pairing.older(), (outcome & ClaimPairsScript.OLDER_GONE) != 0, claim);
    dropOrRelease(pairing.newer(), (outcome & ClaimPairsScript.NEWER_GONE) != 0, claim);
    if (claim.again()) {
      // The first claim may have made a room that one side has left by now.
      untold++;
      news.voided(match.room()).onComplete(told -> told());
    }
  }

  private void announce(Match match, boolean again) {
    untold++;
    Instant claimed = clock.instant();
    news.tell(match.room(), match.pairing(), again)
        .onSuccess(
            outcome -> {
              switch (outcome) {
                case STANDS -> matched(match.pairing(), claimed);
                case REQUEUED -> meters.requeued(lane);
                case UNDONE -> meters.undone(lane);
                case IN_DOUBT -> doubtful.add(match);
              }
            })
        .onComplete(told -> told());
  }

  private void matched(Pairing pairing, Instant claimed) {
    meters.matched(lane, pairing, claimed);
    traffic.matched(pairing.older().since(), claimed);
    traffic.matched(pairing.newer().since(), claimed);
  }

  private void told() {
    untold--;
    completeWhenIdle();
  }

  private void completeWhenIdle() {
    if (finishing && underWay.isEmpty() && untold == 0) {
      finished.tryComplete();
    }
  }

  private void dropOrRelease(Ticket ticket, boolean gone, Claim claim) {
    if (gone && !claim.told().contains(ticket.session())) {
      pool.remove(ticket);
    } else {
      pool.release(ticket.session());
    }
  }

  private void release(Pairing pairing) {
    pool.release(pairing.older().session());
    pool.release(pairing.newer().session());
  }

  private Room room(Pairing pairing) {
    return new Room(
        RoomId.random(),
        lane,
        member(pairing.older()),
        member(pairing.newer()),
        pairing.interests(),
        pairing.language());
  }

  private static Member member(Ticket ticket) {
    return new Member(
        new Address(ticket.session(), ticket.epoch(), ticket.node()), ticket.device());
  }
}
