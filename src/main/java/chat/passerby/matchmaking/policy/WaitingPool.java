package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Waiter.NEVER;

import chat.passerby.matchmaking.policy.Waiter.State;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The waiting visitors of one lane, and who of them should meet. Mutable, for one thread at a time.
 *
 * <p><b>Use.</b> {@link #put} who waits, {@link #remove(SessionId)} who stops, and ask {@link
 * #pair} for proposals after a batch of arrivals and when {@link #nextWidening} says so. A proposed
 * pair stays in the pool, but is proposed to nobody else, until its claim is known. Then each of
 * the two is either out of the queue (claimed, or found gone: {@link #remove(Ticket)}) or still in
 * it ({@link #release}).
 *
 * <p><b>Rules.</b> The oldest waiter chooses first, and chooses the best of those who accept it and
 * whom it accepts. Someone with interests accepts only who shares one, until the interests wait is
 * over; likewise with languages. Recent partners are refused until both have waited for the recent
 * wait, and then come after everybody else. Whoever holds gives up none of this. Blocked devices
 * are refused for ever, whichever side lists them. What is best, see {@link PartnerSearch}.
 *
 * <p><b>How.</b> Acceptance is mutual, so a waiter for whom nobody was found stays without anybody
 * until something changes. The pool is therefore kept in two {@linkplain MeetingIndex indexes}: the
 * <i>settled</i>, none of whom accepts another of them, and the <i>touched</i>, who have arrived,
 * widened, come back from a failed claim, or were woken. A pass
 *
 * <ol>
 *   <li>touches the arrived and those whose time has come: a wait is over, or a recent partner seen
 *       earlier is acceptable;
 *   <li>wakes the settled who accept one of these: they become touched, for they may be older and
 *       then choose first;
 *   <li>lets the touched choose among themselves, oldest first; who finds nobody becomes settled.
 * </ol>
 *
 * <p>The outcome is what comparing everybody with everybody would give, but a settled crowd costs
 * nothing: it is found only through lists in which a touched waiter stands, and in each such list
 * the settled are all refused by one another, which only blocks and recent partners can do. So a
 * pass costs about the same for each touched waiter, whatever the size of the pool: one search,
 * capped by the look-ahead, plus the barred and recent who are in its way.
 *
 * <p>The work of one pass is bounded as well: it touches so many, oldest first, lets so many
 * choose, and leaves the rest to the next. Nobody chooses before everyone older has been touched.
 *
 * <p><b>Where it deviates</b> from comparing everybody: a waiter with more acceptable partners than
 * the look-ahead may get one who shares fewer interests than the best, who comes in a crowd chooses
 * among its oldest, and a touched waiter wakes only so many of the settled at a time. Nobody
 * starves by it: the oldest touched always chooses next, the search finds someone whenever anybody
 * is acceptable, and nobody settles while someone asleep would accept.
 */
public final class WaitingPool {
  private static final int LOOK_AHEAD = 256;

  /** A few milliseconds of work. */
  private static final int MAX_STEPS = 1_024;

  private final PairingPolicy policy;
  private final Wishes wishes;
  private final int lookAhead;
  private final int maxSteps;
  private final Map<SessionId, Waiter> waiters = new HashMap<>();
  private final Seniority seniority = new Seniority();

  private final Arrivals arrivals = new Arrivals();
  private final MeetingIndex touched = new MeetingIndex();
  private final MeetingIndex settled = new MeetingIndex();

  /** The touched in the order in which they choose, some twice, and some touched no more. */
  private final AgeList queue = new AgeList();

  private final Timers timers = new Timers();

  /** The latest time seen, in epoch milliseconds. */
  private long now = Long.MIN_VALUE;

  /** Makes an empty pool. */
  public WaitingPool(PolicySettings settings) {
    this(settings, LOOK_AHEAD, MAX_STEPS);
  }

  /**
   * Makes an empty pool.
   *
   * @param maxSteps bounds the work of one pass: how many waiters it touches, and how many choose
   */
  public WaitingPool(PolicySettings settings, int maxSteps) {
    this(settings, LOOK_AHEAD, maxSteps);
  }

  /** Takes also how many partners one waiter compares. */
  WaitingPool(PolicySettings settings, int lookAhead, int maxSteps) {
    this.policy = new PairingPolicy(settings);
    this.wishes = new Wishes(policy);
    this.lookAhead = lookAhead;
    this.maxSteps = maxSteps;
  }

  /**
   * Adds a waiter, or replaces its ticket. Giving the same ticket again changes nothing. A replaced
   * ticket that is being proposed stays so until its claim is known, and has the new content after
   * that.
   */
  public void put(Ticket ticket) {
    Waiter present = waiters.get(ticket.session());
    if (present != null && present.ticket.equals(ticket)) {
      return;
    }
    Waiter waiter = new Waiter(ticket);
    if (present != null && present.state == State.PROPOSED) {
      waiter.state = State.PROPOSED;
    } else {
      arrivals.add(waiter);
    }
    if (present != null) {
      takeOut(present, State.GONE);
    }
    waiters.put(ticket.session(), waiter);
    seniority.add(waiter, waiters.size());
  }

  /**
   * Takes a session out, whatever it is doing: it left, cancelled or was banned.
   *
   * @return whether it was in the pool
   */
  public boolean remove(SessionId session) {
    Waiter waiter = waiters.remove(session);
    if (waiter == null) {
      return false;
    }
    takeOut(waiter, State.GONE);
    return true;
  }

  /**
   * Takes a proposed ticket out whose claim has succeeded, or has found it gone. If the session has
   * begun another wait meanwhile, that one stays and may be proposed.
   *
   * @return whether this wait was in the pool
   */
  public boolean remove(Ticket ticket) {
    Waiter waiter = waiters.get(ticket.session());
    if (waiter == null) {
      return false;
    }
    if (waiter.ticket.isSameWait(ticket)) {
      return remove(ticket.session());
    }
    release(ticket.session());
    return false;
  }

  /**
   * Lets a proposed session be proposed again, at its old place: the claim failed, and not because
   * of this one. Does nothing to a session that is not being proposed.
   */
  public void release(SessionId session) {
    Waiter waiter = waiters.get(session);
    if (waiter != null && waiter.state == State.PROPOSED) {
      waiter.state = State.ARRIVED;
      arrivals.add(waiter);
    }
  }

  /**
   * Proposes pairs, oldest first; no session is in two of them. If {@link #nextWidening} is not now
   * after that, then none who are left accept each other. Otherwise the next pass goes on where
   * this one has stopped, for want of pairs or of work allowed.
   *
   * @param time a time before that of an earlier call counts as that
   * @param maxPairs at least 1
   */
  public List<Pairing> pair(Instant time, int maxPairs) {
    if (maxPairs < 1) {
      throw new IllegalArgumentException("At least one pair must be allowed: " + maxPairs);
    }
    now = Math.max(now, time.toEpochMilli());
    touchWhoChanged();
    List<Pairing> pairs = new ArrayList<>();
    int stepsLeft = maxSteps;
    while (pairs.size() < maxPairs && stepsLeft > 0 && !queue.isEmpty()) {
      Waiter oldest = queue.get(0);
      if (oldest.state != State.TOUCHED) {
        queue.removeOldest();
        continue;
      }
      Waiter changed = oldestChanged();
      if (changed != null && isBeforeQueue(changed)) {
        break;
      }
      stepsLeft--;
      Waiter partner = PartnerSearch.best(policy, touched, oldest, now, lookAhead);
      if (partner != null) {
        takeOut(oldest, State.PROPOSED);
        takeOut(partner, State.PROPOSED);
        pairs.add(Pairing.of(oldest.ticket, partner.ticket));
      } else if (oldest.moreAsleep) {
        stepsLeft -= wake(oldest);
      } else {
        settle(oldest);
      }
    }
    return pairs;
  }

  /** When the next pass is worth while if nothing else happens; empty: never. */
  public Optional<Instant> nextWidening(Instant time) {
    if (arrivals.oldest() != null || !queue.isEmpty()) {
      return Optional.of(time);
    }
    return timers.next() == NEVER
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Math.max(timers.next(), time.toEpochMilli())));
  }

  /**
   * What the visitor of this ticket gives up next, and when; empty if nothing more. The ticket need
   * not be in the pool.
   */
  public Optional<Widening> widening(Ticket ticket, Instant time) {
    return policy.widening(ticket, time.toEpochMilli());
  }

  /**
   * How many the passes have found to have given up each criterion since this was last asked; what
   * nobody gave up is left out. Recent partners count when one who was refused is met again.
   */
  public Map<Criterion, Integer> drainWidened() {
    return wishes.drain();
  }

  /** How many sessions are in the pool, the proposed among them. */
  public int size() {
    return waiters.size();
  }

  /** How many have arrived and are not touched yet; may count some who have gone. */
  int unseen() {
    return arrivals.size();
  }

  public boolean contains(SessionId session) {
    return waiters.containsKey(session);
  }

  /** All tickets, the proposed among them, in no order. */
  public List<Ticket> tickets() {
    return waiters.values().stream().map(waiter -> waiter.ticket).toList();
  }

  /** The ticket that waits longest, proposed or not. */
  public Optional<Ticket> oldest() {
    return seniority.oldest().map(waiter -> waiter.ticket);
  }

  /**
   * Touches the arrived and those whose time has come, oldest first, as far as steps are left and
   * no more are touched than will choose; but whoever is older than all of them must be.
   */
  private void touchWhoChanged() {
    Waiter changed = oldestChanged();
    int left = maxSteps;
    while (left > 0 && changed != null && (touched.size() < maxSteps || isBeforeQueue(changed))) {
      touch(changed);
      left -= 1 + wake(changed);
      changed = oldestChanged();
    }
  }

  private boolean isBeforeQueue(Waiter waiter) {
    return queue.isEmpty() || waiter.compareTo(queue.get(0)) < 0;
  }

  /** The oldest who has arrived or, if that one is older, the one whose time came first. */
  private @Nullable Waiter oldestChanged() {
    Waiter arrived = arrivals.oldest();
    Waiter due = timers.due(now);
    return arrived == null || (due != null && due.compareTo(arrived) < 0) ? due : arrived;
  }

  /** Sorts the waiter in among the touched by what it insists on now. */
  private void touch(Waiter waiter) {
    takeOut(waiter, State.TOUCHED);
    wishes.update(waiter, now);
    waiter.retryAt = NEVER;
    schedule(waiter);
    enqueue(waiter);
  }

  /**
   * Touches the oldest of the settled who accept this one, up to the look-ahead; returns how many.
   */
  private int wake(Waiter waker) {
    List<Waiter> woken = new ArrayList<>();
    waker.moreAsleep = false;
    AgeMerge meeting = settled.meeting(waker);
    for (Waiter each = meeting.next(); each != null; each = meeting.next()) {
      long acceptableAt = policy.acceptableAt(waker, each);
      if (acceptableAt > now) {
        waker.retryAt = Math.min(waker.retryAt, acceptableAt);
      } else if (woken.size() < lookAhead) {
        woken.add(each);
      } else {
        waker.moreAsleep = true;
        break;
      }
    }
    schedule(waker);
    for (Waiter each : woken) {
      settled.remove(each);
      each.state = State.TOUCHED;
      enqueue(each);
    }
    return woken.size();
  }

  private void settle(Waiter waiter) {
    touched.remove(waiter);
    waiter.state = State.SETTLED;
    settled.add(waiter);
    schedule(waiter);
  }

  private void enqueue(Waiter waiter) {
    touched.add(waiter);
    queue.add(waiter);
  }

  /** Takes the waiter out of the index and the timers, if it is in them. */
  private void takeOut(Waiter waiter, State next) {
    switch (waiter.state) {
      case TOUCHED -> touched.remove(waiter);
      case SETTLED -> settled.remove(waiter);
      case ARRIVED, PROPOSED, GONE -> {}
    }
    timers.schedule(waiter, NEVER);
    waiter.state = next;
  }

  private void schedule(Waiter waiter) {
    timers.schedule(waiter, Math.min(policy.widensAt(waiter), waiter.retryAt));
  }
}
