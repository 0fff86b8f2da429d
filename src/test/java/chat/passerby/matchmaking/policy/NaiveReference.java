package chat.passerby.matchmaking.policy;

import chat.passerby.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the policy, said as plainly as possible: compares everybody with everybody, and
 * remembers nothing.
 */
public record NaiveReference(PolicySettings settings) {
  static final Comparator<Ticket> BY_AGE =
      Comparator.comparing(Ticket::since).thenComparing(ticket -> ticket.session().value());

  /** The oldest chooses first, and chooses the best. */
  List<Pairing> pair(Collection<Ticket> tickets, Instant now, int maxPairs) {
    List<Ticket> waiting = new ArrayList<>(tickets.stream().sorted(BY_AGE).toList());
    List<Pairing> pairs = new ArrayList<>();
    while (!waiting.isEmpty() && pairs.size() < maxPairs) {
      Ticket oldest = waiting.removeFirst();
      best(oldest, waiting, now)
          .ifPresent(
              partner -> {
                waiting.remove(partner);
                pairs.add(Pairing.of(oldest, partner));
              });
    }
    return pairs;
  }

  private Optional<Ticket> best(Ticket chooser, List<Ticket> others, Instant now) {
    return others.stream()
        .filter(other -> areCompatible(chooser, other, now))
        .min(
            Comparator.<Ticket, Boolean>comparing(other -> areRecent(chooser, other, now))
                .thenComparing(other -> -sharedInterests(chooser, other))
                .thenComparing(other -> !shareLanguage(chooser, other))
                .thenComparing(BY_AGE));
  }

  /** Whether each accepts the other by now. */
  public boolean areCompatible(Ticket one, Ticket other, Instant now) {
    return accepts(one, other, now) && accepts(other, one, now);
  }

  private boolean accepts(Ticket ticket, Ticket other, Instant now) {
    Criteria criteria = ticket.criteria();
    if (ticket.session().equals(other.session()) || ticket.blocked().contains(other.device())) {
      return false;
    }
    if (!criteria.interests().isEmpty()
        && !hasWidened(ticket, settings.interestsWait(), now)
        && sharedInterests(ticket, other) == 0) {
      return false;
    }
    if (!criteria.languages().isEmpty()
        && !hasWidened(ticket, settings.languagesWait(), now)
        && !shareLanguage(ticket, other)) {
      return false;
    }
    return !areRecent(ticket, other, now) || hasWidened(ticket, settings.recentWait(), now);
  }

  private static boolean hasWidened(Ticket ticket, Duration wait, Instant now) {
    return !ticket.criteria().hold() && !now.isBefore(ticket.since().plus(wait));
  }

  boolean areRecent(Ticket one, Ticket other, Instant now) {
    return lists(one, other.device(), now) || lists(other, one.device(), now);
  }

  private boolean lists(Ticket ticket, DeviceId device, Instant now) {
    Instant ended = ticket.recent().get(device);
    return ended != null && now.isBefore(ended.plus(settings.recentWindow()));
  }

  static int sharedInterests(Ticket one, Ticket other) {
    return (int)
        one.criteria().interests().stream().filter(other.criteria().interests()::contains).count();
  }

  static boolean shareLanguage(Ticket one, Ticket other) {
    return one.criteria().languages().stream()
        .anyMatch(
            tag ->
                other.criteria().languages().stream()
                    .anyMatch(their -> their.split("-", 2)[0].equals(tag.split("-", 2)[0])));
  }
}
