package chat.passerby.matchmaking.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket inside the pool, with what the pool knows about it. Ordered by age: longest wait first,
 * then by session id.
 */
final class Waiter implements Comparable<Waiter> {
  /** A time that never comes, in epoch milliseconds. */
  static final long NEVER = Long.MAX_VALUE;

  /** Where a waiter stands; {@link WaitingPool} tells what each means. */
  enum State {
    ARRIVED,
    TOUCHED,
    SETTLED,
    PROPOSED,
    GONE
  }

  final Ticket ticket;

  /** Epoch milliseconds. */
  final long since;

  /** The languages' primary subtags, each once. */
  final List<String> languages;

  /**
   * Same order as the interests; compared first, because that is cheaper. Made when it is needed:
   * to read the words of a whole crowd takes longer than all else that is done when it comes.
   */
  private int @Nullable [] interestHashes;

  State state = State.ARRIVED;
  boolean insistsOnInterests;
  boolean insistsOnLanguages;
  boolean insistsOnStrangers;

  /**
   * When {@link PairingPolicy#widensAt(Waiter)} or {@link #retryAt} makes another look worth while,
   * or {@link #NEVER}.
   */
  long dueAt = NEVER;

  /** When a recent partner who waits too becomes acceptable, as far as was seen. */
  long retryAt = NEVER;

  /** Whether some of the settled who accept this one were left asleep. */
  boolean moreAsleep;

  Waiter(Ticket ticket) {
    this.ticket = ticket;
    this.since = ticket.since().toEpochMilli();
    this.languages = primary(ticket.criteria().languages());
  }

  /** Mostly the very list: each waiter's own would be a good part of its memory. */
  private static List<String> primary(List<String> tags) {
    for (String tag : tags) {
      if (tag.indexOf('-') >= 0) {
        return tags.stream().map(Languages::primary).distinct().toList();
      }
    }
    return tags;
  }

  List<String> interests() {
    return ticket.criteria().interests();
  }

  private int[] interestHashes() {
    int[] hashes = interestHashes;
    if (hashes == null) {
      hashes = new int[interests().size()];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = interests().get(i).hashCode();
      }
      interestHashes = hashes;
    }
    return hashes;
  }

  int sharedInterests(Waiter other) {
    int shared = 0;
    int[] ours = interestHashes();
    int[] theirs = other.interestHashes();
    for (int i = 0; i < ours.length; i++) {
      for (int j = 0; j < theirs.length; j++) {
        if (ours[i] == theirs[j] && interests().get(i).equals(other.interests().get(j))) {
          shared++;
        }
      }
    }
    return shared;
  }

  boolean sharesLanguage(Waiter other) {
    for (String language : languages) {
      if (other.languages.contains(language)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int compareTo(Waiter other) {
    int byAge = Long.compare(since, other.since);
    return byAge != 0 ? byAge : ticket.session().value().compareTo(other.ticket.session().value());
  }
}
