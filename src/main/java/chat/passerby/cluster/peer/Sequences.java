package chat.passerby.cluster.peer;

import static java.util.Comparator.comparingLong;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

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
  private final Runnable onGap;
  private final Map<Long, Sequence> sequences = new HashMap<>();

  /**
   * @param onGap called when what Redis was handed before a message has not come
   */
  public Sequences(Vertx vertx, Runnable onGap) {
    this.vertx = vertx;
    this.onGap = onGap;
  }

  private static final class Sequence {
    private boolean begun;
    private long last;
    private int links;
    private int silentLooks;

    /** At most one of each link, which is not read while its message waits. */
    private final Queue<Ahead> ahead = new PriorityQueue<>(1, comparingLong(each -> each.number));
  }

  /** What waits for what was sent before it. */
  private static final class Ahead {
    private final long number;
    private final Runnable handle;
    private final Runnable handled;
    private long timer;

    Ahead(long number, Runnable handle, Runnable handled) {
      this.number = number;
      this.handle = handle;
      this.handled = handled;
    }
  }

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
                    && sequence.ahead.isEmpty()
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
    handle(sequence, number, handle);
    catchUp(sequence);
  }

  /**
   * Has messages handled that came on a link, unless they have been.
   *
   * @param handled runs when they are handled later; until then the link is not to be read
   * @return whether they are handled
   */
  boolean byLink(long channel, long number, Runnable handle, Runnable handled) {
    Sequence sequence = of(channel);
    if (sequence.begun && number <= sequence.last + 1) {
      handle(sequence, number, handle);
      catchUp(sequence);
      return true;
    }
    Ahead ahead = new Ahead(number, handle, handled);
    // In two halves: a loop that was held up reads what has come before it gives anything up.
    ahead.timer =
        vertx.setTimer(
            GAP_MILLIS / 2,
            half -> ahead.timer = vertx.setTimer(GAP_MILLIS / 2, late -> giveUp(sequence, number)));
    sequence.ahead.add(ahead);
    return false;
  }

  private static void handle(Sequence sequence, long number, Runnable handle) {
    if (!sequence.begun || number > sequence.last) {
      sequence.begun = true;
      sequence.last = number;
      handle.run();
    }
  }

  /** What was to come before that one never will. */
  private void giveUp(Sequence sequence, long number) {
    onGap.run();
    releaseTo(sequence, number);
    catchUp(sequence);
  }

  private void catchUp(Sequence sequence) {
    Ahead first = sequence.ahead.peek();
    while (first != null && first.number <= sequence.last + 1) {
      releaseTo(sequence, first.number);
      first = sequence.ahead.peek();
    }
  }

  private void releaseTo(Sequence sequence, long number) {
    for (Ahead first = sequence.ahead.peek();
        first != null && first.number <= number;
        first = sequence.ahead.peek()) {
      sequence.ahead.remove();
      vertx.cancelTimer(first.timer);
      handle(sequence, first.number, first.handle);
      first.handled.run();
    }
  }

  private Sequence of(long channel) {
    Sequence sequence = sequences.computeIfAbsent(channel, first -> new Sequence());
    sequence.silentLooks = 0;
    return sequence;
  }
}
