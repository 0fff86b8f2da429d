package chat.passerby.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  private final Deque<String> unacked = new ArrayDeque<>(0);
  private @Nullable String awaited;

  /** Whether all that is unacked comes again, and not only what its sender was told of. */
  private boolean all;

  private Instant until = Instant.MIN;

  /** Whether a chat may be passed on now. */
  boolean admits(String id, Instant now) {
    if (id.equals(awaited) || !now.isBefore(until)) {
      awaited = null;
    }
    return awaited == null;
  }

  /** A chat was passed on. */
  void sent(String id) {
    if (!unacked.contains(id)) {
      if (unacked.size() == MAX_UNACKED) {
        unacked.remove();
      }
      unacked.add(id);
    }
  }

  /** The partner has shown a chat. */
  void acked(String id) {
    unacked.remove(id);
    if (id.equals(awaited)) {
      awaited = all ? unacked.peek() : null;
    }
  }

  /** A chat was not handed on, and its sender has been told. */
  void lost(String id, Instant now) {
    if (unacked.contains(id)) {
      all &= awaited != null;
      await(id, now);
    }
  }

  /** What was passed on and not acked may have been lost, and will all be sent again. */
  void mayBeLost(Instant now) {
    all = true;
    Optional.ofNullable(unacked.peek()).ifPresent(first -> await(first, now));
  }

  private void await(String id, Instant now) {
    if (awaited == null || !unacked.contains(awaited) || isBefore(id, awaited)) {
      awaited = id;
    }
    until = now.plus(PATIENCE);
  }

  private boolean isBefore(String one, String other) {
    for (String id : unacked) {
      if (id.equals(one) || id.equals(other)) {
        return id.equals(one);
      }
    }
    return false;
  }
}
