package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Pairing;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.policy.WaitingPool;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs one lane while this node holds its lease.
 *
 * <p>The pool mirrors the lane: the queue's scripts tell each change on a channel, and a snapshot
 * now and then mends what was missed. A change starts a pass at once; while a claim is under way
 * further changes only gather, so under load the batches grow by themselves and without load nobody
 * waits for a tick. Everything here runs on one context.
 */
final class LanePairing {
  private static final Logger log = LoggerFactory.getLogger(LanePairing.class);
  private static final int MAX_BATCH = 256;

  private final Lane lane;
  private final WaitingPool pool;
  private final ClaimPairsScript claim;
  private final MatchNews news;
  private final LaneSnapshot snapshot;
  private final PairingMeters meters;
  private final InstantSource clock;
  private boolean held;
  private boolean claiming;
  private boolean reading;

  LanePairing(
      Lane lane,
      WaitingPool pool,
      ClaimPairsScript claim,
      MatchNews news,
      LaneSnapshot snapshot,
      PairingMeters meters,
      InstantSource clock) {
    this.lane = lane;
    this.pool = pool;
    this.claim = claim;
    this.news = news;
    this.snapshot = snapshot;
    this.meters = meters;
    this.clock = clock;
  }

  /** Begins or ends pairing as the lease comes and goes. */
  void held(boolean now) {
    if (now == held) {
      return;
    }
    held = now;
    log.debug("Lane {}: pairing {}.", lane.name(), now ? "begins here" : "is another node's");
    if (now) {
      reconcile();
    }
  }

  /**
   * Takes a change told by the queue's scripts: {@code +} and a ticket, or {@code -} and a session.
   */
  void changed(Buffer change) {
    if (!held) {
      return;
    }
    Buffer rest = change.getBuffer(1, change.length());
    if (change.getByte(0) == '+') {
      pool.put(TicketCodec.unpack(rest));
      pass();
    } else {
      pool.remove(new SessionId(rest.toString()));
    }
  }

  /** Looks whether time alone has made a pair possible. */
  void tick() {
    if (held) {
      pass();
      meters.waiting(lane, pool.size());
    }
  }

  /** Makes the mirror equal to the lane again. */
  void reconcile() {
    if (!held || reading) {
      return;
    }
    reading = true;
    Set<Ticket> unseen = new HashSet<>(pool.tickets());
    snapshot
        .read(
            ticket -> {
              unseen.remove(ticket);
              pool.put(ticket);
            })
        .onSuccess(
            done -> {
              // Only what was here before the reading began: what came since may have been too late
              // for it.
              unseen.forEach(pool::remove);
              pass();
            })
        .onFailure(e -> log.debug("Lane {}: not read, {}", lane.name(), e.getMessage()))
        .onComplete(done -> reading = false);
  }

  private void pass() {
    if (claiming) {
      return;
    }
    long began = System.nanoTime();
    List<Pairing> pairings = pool.pair(clock.instant(), MAX_BATCH);
    meters.pass(lane, Duration.ofNanos(System.nanoTime() - began));
    if (pairings.isEmpty()) {
      return;
    }
    claiming = true;
    List<Room> rooms = new ArrayList<>(pairings.size());
    pairings.forEach(pairing -> rooms.add(room(pairing)));
    claim
        .run(lane, rooms)
        .onSuccess(outcomes -> settle(pairings, rooms, outcomes))
        .onFailure(
            e -> {
              log.debug("Lane {}: nothing claimed, {}", lane.name(), e.getMessage());
              pairings.forEach(this::release);
            })
        .onComplete(
            done -> {
              claiming = false;
              if (done.succeeded()) {
                pass();
              }
            });
  }

  private void settle(List<Pairing> pairings, List<Room> rooms, List<Integer> outcomes) {
    for (int i = 0; i < rooms.size(); i++) {
      Pairing pairing = pairings.get(i);
      int outcome = outcomes.get(i);
      if (outcome == ClaimPairsScript.CLAIMED) {
        pool.remove(pairing.older());
        pool.remove(pairing.newer());
        announce(rooms.get(i), pairing);
      } else {
        meters.conflict(lane);
        dropOrRelease(pairing.older(), (outcome & ClaimPairsScript.OLDER_GONE) != 0);
        dropOrRelease(pairing.newer(), (outcome & ClaimPairsScript.NEWER_GONE) != 0);
      }
    }
  }

  private void announce(Room room, Pairing pairing) {
    news.tell(room, pairing)
        .onSuccess(
            stands -> {
              if (stands) {
                meters.matched(lane, pairing, clock.instant());
              } else {
                meters.undone(lane);
              }
            })
        .onFailure(
            e -> log.warn("Lane {}: a match was not undone, {}", lane.name(), e.getMessage()));
  }

  private void dropOrRelease(Ticket ticket, boolean gone) {
    if (gone) {
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
