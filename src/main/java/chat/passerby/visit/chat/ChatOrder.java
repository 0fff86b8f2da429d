package chat.passerby.visit.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps one sender's chats in order across what gets lost. A client sends again what was not acked,
 * but what it has just written may already be on its way here: passed on, it would overtake the
 * message before it. So from a loss on every chat is refused until the first lost one comes again,
 * and those that were refused come in their order as well.
 *
 * <p>What a client does not send again holds it up for no longer than a moment.
 */
public final class ChatOrder {
  /** Further ones are not followed; their order across a loss is the client's own. */
  public static final int MAX_UNACKED = 128;

  /** So many of the last acked are known, should they come again, having crossed their acks. */
  public static final int MAX_ACKED = 32;

  /** Longer than any client takes to hear of the loss and to send again. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * How much longer it is waited for once that is over: what was sent again in time may stand
   * behind, this node having been asleep meanwhile.
   */
  public static final Duration LAST_CALL = Duration.ofSeconds(1);

  /** How soon a refused chat may be sent again. */
  public static final Duration RETRY = Duration.ofMillis(250);

  private final Set<String> unacked = new LinkedHashSet<>(0);
  private final Set<String> acked = new LinkedHashSet<>(0);

  /**
   * Those of the unacked that have to come again before anything behind them, and whether they have
   * tried to since the moment began.
   */
  private final Map<String, Boolean> lost = new HashMap<>(0);

  private final Supplier<Instant> clock;
  private Instant until = Instant.MIN;
  private boolean lastCall;
  private boolean hasty;

  public ChatOrder(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** Whether nothing has to come again, so that any chat may be passed on. */
  public boolean isInOrder() {
    return lost.isEmpty();
  }

  /** Whether a chat may be passed on now. */
  public boolean admits(String id) {
    if (lost.isEmpty() || acked.contains(id)) {
      return true;
    }
    if (!clock.get().isBefore(until)) {
      momentIsOver();
    }
    for (String each : unacked) {
      if (each.equals(id)) {
        lost.remove(id);
        return true;
      }
      if (lost.containsKey(each)) {
        refused(id);
        return false;
      }
    }
    return true;
  }

  /** Whether a chat was passed on before, and comes again. */
  public boolean knows(String id) {
    return unacked.contains(id) || acked.contains(id);
  }

  /** Whether chats are refused because one before them came too fast, and not for a loss. */
  public boolean isHasty() {
    return hasty;
  }

  /**
   * A chat came too fast and was refused. What its client has written behind it is refused as well
   * until it comes again, which is after this wait.
   */
  public void tooFast(String id, Duration wait) {
    if (acked.contains(id)) {
      return;
    }
    boolean inOrder = lost.isEmpty();
    refused(id);
    if (inOrder) {
      hasty = true;
      lastCall = false;
      until = clock.get().plus(wait);
    }
  }

  private void momentIsOver() {
    if (lastCall) {
      lost.values().removeIf(tried -> !tried);
      lost.replaceAll((waiting, tried) -> false);
      holdUp();
    } else {
      lastCall = true;
      until = clock.get().plus(LAST_CALL);
    }
  }

  /** It is to come again, and nothing may overtake it then. */
  private void refused(String id) {
    boolean again = unacked.contains(id);
    if (again || unacked.size() < MAX_UNACKED) {
      unacked.add(id);
      lost.put(id, again);
    }
  }

  /** A chat was passed on. */
  public void sent(String id) {
    if (!acked.contains(id) && unacked.add(id) && unacked.size() > MAX_UNACKED) {
      String oldest = unacked.iterator().next();
      unacked.remove(oldest);
      lost.remove(oldest);
    }
  }

  /** The partner has shown a chat. */
  public void acked(String id) {
    lost.remove(id);
    if (unacked.remove(id) && acked.add(id) && acked.size() > MAX_ACKED) {
      acked.remove(acked.iterator().next());
    }
  }

  /** A chat was not handed on, and its sender has been told. */
  public void lost(String id) {
    if (unacked.contains(id)) {
      lost.put(id, false);
      holdUp();
    }
  }

  /** What was passed on and not acked may have been lost, and will all be sent again. */
  public void mayBeLost() {
    unacked.forEach(id -> lost.put(id, false));
    holdUp();
  }

  private void holdUp() {
    hasty = false;
    lastCall = false;
    until = clock.get().plus(PATIENCE);
  }
}
