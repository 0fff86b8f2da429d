package chat.passerby.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps one sender's chats in order across what gets lost. A client sends again what was not acked,
 * but what it has just written may already be on its way here: passed on, it would overtake the
 * message before it. So from a loss on every chat is refused until the first lost one comes again.
 *
 * <p>A client that never sends it again is not held up for longer than a moment.
 */
final class ChatOrder {
  /** Further ones are not followed; their order across a loss is the client's own. */
  static final int MAX_UNACKED = 128;

  /** Longer than any client takes to hear of the loss and to send again. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How soon a refused chat may be sent again. */
  static final Duration RETRY = Duration.ofMillis(250);

  private final Set<String> unacked = new LinkedHashSet<>(0);

  /** Those of the unacked that have to come again before anything behind them. */
  private final Set<String> lost = new HashSet<>(0);

  private final InstantSource clock;
  private Instant until = Instant.MIN;

  ChatOrder(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether a chat may be passed on now. */
  boolean admits(String id) {
    if (lost.isEmpty()) {
      return true;
    }
    if (!clock.instant().isBefore(until)) {
      lost.clear();
      return true;
    }
    for (String each : unacked) {
      if (each.equals(id)) {
        lost.remove(id);
        return true;
      }
      if (lost.contains(each)) {
        return false;
      }
    }
    return false;
  }

  /** A chat was passed on. */
  void sent(String id) {
    if (unacked.add(id) && unacked.size() > MAX_UNACKED) {
      acked(unacked.iterator().next());
    }
  }

  /** The partner has shown a chat. */
  void acked(String id) {
    unacked.remove(id);
    lost.remove(id);
  }

  /** A chat was not handed on, and its sender has been told. */
  void lost(String id) {
    if (unacked.contains(id)) {
      lost.add(id);
      until = clock.instant().plus(PATIENCE);
    }
  }

  /** What was passed on and not acked may have been lost, and will all be sent again. */
  void mayBeLost() {
    lost.addAll(unacked);
    until = clock.instant().plus(PATIENCE);
  }
}
