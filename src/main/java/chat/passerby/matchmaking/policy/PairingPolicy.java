package chat.passerby.matchmaking.policy;

import static chat.passerby.matchmaking.policy.Waiter.NEVER;

import chat.passerby.protocol.DeviceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The rules for one waiter and for two, without any index. All times are epoch milliseconds. */
public final class PairingPolicy {
  private final long interestsWait;
  private final long languagesWait;
  private final long recentWindow;
  private final long recentWait;

  public PairingPolicy(PolicySettings settings) {
    interestsWait = settings.interestsWait().toMillis();
    languagesWait = settings.languagesWait().toMillis();
    recentWindow = settings.recentWindow().toMillis();
    recentWait = settings.recentWait().toMillis();
  }

  /** When the waiter stops insisting on a shared interest; it never starts again. */
  long interestsWidenAt(Waiter waiter) {
    return widensAt(waiter.ticket, !waiter.interests().isEmpty(), interestsWait);
  }

  /** When the waiter stops insisting on a shared language; it never starts again. */
  long languagesWidenAt(Waiter waiter) {
    return widensAt(waiter.ticket, !waiter.languages.isEmpty(), languagesWait);
  }

  /** When the waiter stops refusing recent partners, if it knows of any. */
  long recentWidensAt(Waiter waiter) {
    return widensAt(waiter.ticket, !waiter.ticket.recent().isEmpty(), recentWait);
  }

  /** When the waiter stops insisting on the next of what it insists on now. */
  long widensAt(Waiter waiter) {
    return Math.min(
        waiter.insistsOnInterests ? interestsWidenAt(waiter) : NEVER,
        waiter.insistsOnLanguages ? languagesWidenAt(waiter) : NEVER);
  }

  private static long widensAt(Ticket ticket, boolean insists, long wait) {
    if (!insists) {
      return Long.MIN_VALUE;
    }
    return ticket.criteria().hold() ? NEVER : ticket.since().toEpochMilli() + wait;
  }

  private static boolean areBarred(Waiter one, Waiter other) {
    DeviceId device = one.ticket.device();
    DeviceId otherDevice = other.ticket.device();
    return one.ticket.blocked().contains(otherDevice) || other.ticket.blocked().contains(device);
  }

  /** Until when (exclusive) the two count as recent partners, by either one's list. */
  long recentUntil(Waiter one, Waiter other) {
    return Math.max(
        recentUntil(one.ticket, other.ticket.device()),
        recentUntil(other.ticket, one.ticket.device()));
  }

  private long recentUntil(Ticket ticket, DeviceId device) {
    if (ticket.recent().isEmpty()) {
      return Long.MIN_VALUE;
    }
    Instant ended = ticket.recent().get(device);
    return ended == null ? Long.MIN_VALUE : ended.toEpochMilli() + recentWindow;
  }

  /**
   * From when on the two accept each other as far as their criteria do: at once for strangers,
   * never for the barred. Recent partners have to wait until they are recent no more or, unless one
   * of them holds, until both have waited long enough.
   */
  long acceptableAt(Waiter one, Waiter other) {
    if (areBarred(one, other)) {
      return NEVER;
    }
    boolean held = one.ticket.criteria().hold() || other.ticket.criteria().hold();
    long forgivenAt = held ? NEVER : Math.max(one.since, other.since) + recentWait;
    return Math.min(recentUntil(one, other), forgivenAt);
  }

  /** What the visitor of this ticket gives up next, and when; empty if nothing more. */
  public Optional<Widening> widening(Ticket ticket, Instant now) {
    return widening(ticket, now.toEpochMilli());
  }

  /** What the visitor gives up next, after {@code now}. */
  Optional<Widening> widening(Ticket ticket, long now) {
    Criteria criteria = ticket.criteria();
    boolean wishes = !criteria.interests().isEmpty() || !criteria.languages().isEmpty();
    if (criteria.hold() || (!wishes && ticket.recent().isEmpty())) {
      return Optional.empty();
    }
    Map<Criterion, Long> steps = new EnumMap<>(Criterion.class);
    long since = ticket.since().toEpochMilli();
    if (!ticket.criteria().interests().isEmpty()) {
      steps.put(Criterion.INTERESTS, since + interestsWait);
    }
    if (!ticket.criteria().languages().isEmpty()) {
      steps.put(Criterion.LANGUAGES, since + languagesWait);
    }
    long forgivenAt = since + recentWait;
    if (ticket.recent().keySet().stream().anyMatch(d -> recentUntil(ticket, d) > forgivenAt)) {
      steps.put(Criterion.RECENT, forgivenAt);
    }
    return steps.entrySet().stream()
        .filter(step -> step.getValue() > now)
        .min(Map.Entry.comparingByValue())
        .map(step -> new Widening(step.getKey(), Instant.ofEpochMilli(step.getValue())));
  }
}
