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
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Makes rooms of a lane's proposed pairs, and sees each match through until both sides have been
 * told.
 *
 * <p>No failure lets go of a match: when Redis goes away between claim and news, nobody knows
 * whether the claim was carried out or who has heard of it, so the same claim is made again until
 * there is an answer, held lease or not.
 *
 * <p>Whoever is connected to this node is told on the event loop that reads the answer, before this
 * object's own context gets to it: a thread less on the way of nearly every match on a single node.
 */
final class LaneClaims {
  /** How many pairs are claimed together; Redis is held up for no longer than they take. */
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
   * @param changed of whom a change has been told since it was sent: its answer may be older
   * @param told what came of telling, on the event loop, those who are connected here
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
   * Behind a full claim the next may be made before its answer, so that both sides work at once. A
   * node that does not know that it is alive makes none.
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

  /** What is in doubt may be claimed again from now on. */
  void tick() {
    doubtfulDue = !doubtful.isEmpty();
  }

  /** Claims again what is in doubt, if that is due; whether it did. */
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
   * Takes no more.
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
              for (int i = 0; i < outcomes.size(); i++) {
                settle(claim.matches().get(i), outcomes.get(i), claim);
              }
              answered.run();
            },
            failure -> {
              underWay.remove(claim);
              faults.report(Part.PAIRING, "A batch of pairs was not claimed.", failure);
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

  /** Runs on the event loop: touches nothing but the claim's own map, which is read after it. */
  private void tellHere(Claim claim, List<Integer> outcomes) {
    // After a pause, the answer may be older than what others have made of the match.
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
      // The first claim may have made a room that one side has left by now.
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
              faults.report(Part.PAIRING, "Nobody knows whether a match was told.", e);
              doubtful.add(match);
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
