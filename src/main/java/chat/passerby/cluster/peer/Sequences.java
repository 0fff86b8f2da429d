package chat.passerby.cluster.peer;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of what other nodes send, whether it comes on a link or through Redis. Each
 * sender numbers its messages. One that comes again on the other way is dropped; one on a link that
 * is ahead of what is under way through Redis waits for that. Used on one event loop only.
 */
public final class Sequences {
  /** By then a message that Redis was handed before has come, or will never come. */
  static final int GAP_MILLIS = 1_000;

  /** A sender that has been silent for so many looks, and has no link, is forgotten. */
  private static final int FORGOTTEN_LOOKS = 10;

  private static final int LOOK_MILLIS = 60_000;

  private final Vertx vertx;
  private final Map<Long, Sequence> sequences = new HashMap<>();

  public Sequences(Vertx vertx) {
    this.vertx = vertx;
  }

  private static final class Sequence {
    private boolean begun;
    private long last;
    private @Nullable Ahead ahead;
    private int links;
    private int silentLooks;
  }

  /** What waits for what was sent before it. */
  private record Ahead(long number, Runnable handle, Runnable handled, long timer) {}

  /** Begins to forget senders that are there no more. */
  public void start() {
    vertx.setPeriodic(LOOK_MILLIS, look -> look());
  }

  private void look() {
    sequences
        .values()
        .removeIf(
            sequence ->
                sequence.links == 0
                    && sequence.ahead == null
                    && ++sequence.silentLooks > FORGOTTEN_LOOKS);
  }

  /** How many senders are remembered. */
  int count() {
    return sequences.size();
  }

  /** A link of that sender is open. */
  void linked(long channel) {
    of(channel).links++;
  }

  /** One is closed. */
  void unlinked(long channel) {
    of(channel).links--;
  }

  /** Has messages handled that came through Redis, unless they have been. */
  public void byRedis(long channel, long number, Runnable handle) {
    Sequence sequence = of(channel);
    if (!sequence.begun || number > sequence.last) {
      sequence.begun = true;
      sequence.last = number;
      handle.run();
    }
    Ahead ahead = sequence.ahead;
    if (ahead != null && ahead.number() <= sequence.last + 1) {
      release(sequence, ahead);
    }
  }

  /**
   * Has messages handled that came on a link, unless they have been.
   *
   * @param handled runs when they are handled later; until then the link is not to be read
   * @return whether they are handled
   */
  boolean byLink(long channel, long number, Runnable handle, Runnable handled) {
    Sequence sequence = of(channel);
    Ahead before = sequence.ahead;
    if (before != null) {
      // Of an older link: what it waited for has been lost.
      release(sequence, before);
    }
    if (sequence.begun && number <= sequence.last) {
      return true;
    }
    if (sequence.begun && number == sequence.last + 1) {
      sequence.last = number;
      handle.run();
      return true;
    }
    Ahead[] ahead = new Ahead[1];
    long timer = vertx.setTimer(GAP_MILLIS, late -> release(sequence, ahead[0]));
    ahead[0] = new Ahead(number, handle, handled, timer);
    sequence.ahead = ahead[0];
    return false;
  }

  private void release(Sequence sequence, Ahead ahead) {
    if (!ahead.equals(sequence.ahead)) {
      return;
    }
    vertx.cancelTimer(ahead.timer());
    sequence.ahead = null;
    if (!sequence.begun || ahead.number() > sequence.last) {
      sequence.begun = true;
      sequence.last = ahead.number();
      ahead.handle().run();
    }
    ahead.handled().run();
  }

  private Sequence of(long channel) {
    Sequence sequence = sequences.computeIfAbsent(channel, first -> new Sequence());
    sequence.silentLooks = 0;
    return sequence;
  }
}
