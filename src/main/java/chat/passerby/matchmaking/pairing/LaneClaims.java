package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.pairing.MatchNews.Outcome;
import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Claims a lane's proposed pairs and stays with each match until both sides have been told.
 *
 * <p>No failure loses a match. When Redis goes away between claim and news, it is unknown whether
 * the claim ran and who has heard of it. The same claim is then made again until there is an
 * answer, with or without the lease.
 *
 * <p>A claim that breaks although Redis is there would break again. It is dropped: whoever may have
 * heard of its rooms is told that they are over, and the pairs are {@linkplain SetAside set aside}.
 *
 * <p>Visitors on this node are told on the event loop that reads the answer, before this object's
 * own context sees it. This saves a change of threads for nearly every match on a single node.
 */
final class LaneClaims {
  /** How many pairs are claimed together: one script must not block Redis for long. */
  static final int MAX_BATCH = 256;

  private static final int MAX_CLAIMS = 3;

  private final Lane lane;
  private final WaitingPool pool;
  private final ClaimPairsScript script;
  private final MatchNews news;
  private final PairingMeters meters;
  private final NodeClock clock;
  private final BooleanSupplier current;
  private final Faults faults;
  private final BiConsumer<Pairing, Instant> matched;
  private final Runnable answered;
  private final Promise<Void> finished = Promise.promise();

  /** Matches whose claim or news may have got lost, to be claimed again after the next tick. */
  private final List<Match> doubtful = new ArrayList<>();

  private final SetAside broken = new SetAside(new SplittableRandom());
  private final List<Claim> underWay = new ArrayList<>();
  private boolean doubtfulDue;
  private boolean lastClaimWasFull;
  private boolean finishing;
  private int untold;

  private record Match(Pairing pairing, Room room) {}

  /**
   * A claim that is under way.
   *
   * @param again whether some of it may have been claimed before
   * @param changed whose tickets have changed since the claim was sent, so that its answer may be
   *     out of date
   * @param told how telling the visitors of this node went, by room
   */
  private record Claim(
      List<Match> matches, boolean again, Set<SessionId> changed, Map<RoomId, Outcome> told) {
    Claim(List<Match> matches, boolean again) {
      this(matches, again, new HashSet<>(), new HashMap<>());
    }
  }

  /**
   * @param current whether this node knows that it is alive; asked on any thread
   * @param matched is called with each match that stands, and when it was claimed
   * @param answered is called after each answer: another claim may be possible
   */
  LaneClaims(
      Lane lane,
      WaitingPool pool,
      ClaimPairsScript script,
      MatchNews news,
      PairingMeters meters,
      NodeClock clock,
      BooleanSupplier current,
      Faults faults,
      BiConsumer<Pairing, Instant> matched,
      Runnable answered) {
    this.lane = lane;
    this.pool = pool;
    this.script = script;
    this.news = news;
    this.meters = meters;
    this.clock = clock;
    this.current = current;
    this.faults = faults;
    this.matched = matched;
    this.answered = answered;
  }

  /**
   * After a full claim the next one may be sent before the answer, so that Redis and this node work
   * at the same time. A node that does not know whether it counts as alive claims nobody.
   */
  boolean mayClaim() {
    return current.getAsBoolean() && underWay.size() < (lastClaimWasFull ? MAX_CLAIMS : 1);
  }

  /** Whether no claim is under way. */
  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Takes note that this session's ticket came, changed or went. */
  void changed(SessionId session) {
    underWay.forEach(claim -> claim.changed().add(session));
  }

  /** Lets doubtful matches be claimed again, and some be proposed again whose claim broke. */
  void tick() {
    broken.tick().forEach(this::release);
    doubtfulDue = !doubtful.isEmpty();
  }

  /** Claims doubtful matches again if that is due; returns whether it did. */
  boolean repeatDoubtful() {
    if (!doubtfulDue || doubtful.isEmpty()) {
      return false;
    }
    doubtfulDue = false;
    List<Match> again = doubtful.subList(0, Math.min(MAX_BATCH, doubtful.size()));
    List<Match> batch = List.copyOf(again);
    again.clear();
    claim(new Claim(batch, true));
    return true;
  }

  /** Claims pairs that the pool has proposed, at most {@link #MAX_BATCH}. */
  void claim(List<Pairing> pairings) {
    claim(new Claim(pairings.stream().map(pair -> new Match(pair, room(pair))).toList(), false));
  }

  /**
   * Accepts no more pairs.
   *
   * @return completes when whoever has been claimed has been told, or Redis is away
   */
  Future<Void> finish() {
    finishing = true;
    completeWhenIdle();
    return finished.future();
  }

  private void claim(Claim claim) {
    underWay.add(claim);
    lastClaimWasFull = claim.matches().size() == MAX_BATCH;
    script
        .run(
            lane,
            claim.matches().stream().map(Match::room).toList(),
            outcomes -> tellHere(claim, outcomes))
        .onComplete(
            outcomes -> {
              underWay.remove(claim);
              broken.answered();
              for (int i = 0; i < outcomes.size(); i++) {
                settle(claim.matches().get(i), outcomes.get(i), claim);
              }
              answered.run();
            },
            failure -> {
              underWay.remove(claim);
              if (faults.report(Part.PAIRING, "A batch of pairs was not claimed.", failure)) {
                drop(claim);
                return;
              }
              boolean neverRan =
                  failure instanceof RedisUnavailableException away && !away.mayHaveRun();
              if (neverRan && !claim.again()) {
                claim.matches().forEach(match -> release(match.pairing()));
              } else {
                doubtful.addAll(claim.matches());
              }
            })
        .onComplete(done -> completeWhenIdle());
  }

  private void drop(Claim claim) {
    broken.add(claim.matches().stream().map(Match::pairing).toList());
    claim.matches().forEach(match -> drop(match.room()));
  }

  private void drop(Room room) {
    untold++;
    news.drop(room).onComplete(told -> told());
  }

  /** Runs on the event loop, so it writes only to the claim's own map, which is read afterwards. */
  private void tellHere(Claim claim, List<Integer> outcomes) {
    // After a pause of this node, others may have undone the match already.
    for (int i = 0; i < outcomes.size() && !claim.again() && current.getAsBoolean(); i++) {
      Room room = claim.matches().get(i).room();
      if (outcomes.get(i) == ClaimPairsScript.CLAIMED) {
        news.tellHere(room).ifPresent(outcome -> claim.told().put(room.id(), outcome));
      }
    }
  }

  private void settle(Match match, int outcome, Claim claim) {
    Pairing pairing = match.pairing();
    if (outcome == ClaimPairsScript.CLAIMED) {
      dropOrRelease(pairing.older(), true, claim);
      dropOrRelease(pairing.newer(), true, claim);
      announce(match, claim);
      return;
    }
    meters.conflict(lane);
    dropOrRelease(pairing.older(), (outcome & ClaimPairsScript.OLDER_GONE) != 0, claim);
    dropOrRelease(pairing.newer(), (outcome & ClaimPairsScript.NEWER_GONE) != 0, claim);
    if (claim.again()) {
      // The first claim may have made a room that one side has left since.
      untold++;
      news.voided(match.room()).onComplete(told -> told());
    }
  }

  private void announce(Match match, Claim claim) {
    untold++;
    Instant claimed = clock.instant();
    tell(match, claim)
        .onSuccess(
            outcome -> {
              switch (outcome) {
                case STANDS -> {
                  meters.matched(lane, match.pairing(), claimed);
                  matched.accept(match.pairing(), claimed);
                }
                case REQUEUED -> meters.requeued(lane);
                case UNDONE -> meters.undone(lane);
                case IN_DOUBT -> doubtful.add(match);
              }
            })
        .onFailure(
            e -> {
              if (faults.report(
                  Part.PAIRING, "It is unknown whether both sides heard of a match.", e)) {
                drop(match.room());
              } else {
                doubtful.add(match);
              }
            })
        .onComplete(done -> told());
  }

  private Future<Outcome> tell(Match match, Claim claim) {
    Outcome toldHere = claim.told().get(match.room().id());
    if (toldHere != null) {
      return Future.succeededFuture(toldHere);
    }
    return current.getAsBoolean()
        ? news.tell(match.room(), match.pairing(), claim.again())
        : Future.succeededFuture(Outcome.IN_DOUBT);
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
    if (gone && !claim.changed().contains(ticket.session())) {
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
        List.of(member(pairing.older()), member(pairing.newer())),
        pairing.interests(),
        pairing.language());
  }

  private static Member member(Ticket ticket) {
    return new Member(
        new Address(ticket.session(), ticket.epoch(), ticket.node()), ticket.device());
  }
}
