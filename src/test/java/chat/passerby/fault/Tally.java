package chat.passerby.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened in a run, in figures. */
public final class Tally {
  public int visitors;
  public int chats;
  public int messages;
  public int shown;
  public int reconnects;
  public int resumed;
  public int lost;
  public int doubled;
  public int reordered;
  public int misdelivered;
  public int endedByFault;

  /** Whose partner's node was killed. */
  public int survivors;

  /** The longest time until one of them was told. */
  public long toldMillis;

  /** Who was in a chat on a node that was killed, and who of them was back within the grace. */
  public int bereft;

  public int rescued;

  /** Chats on one node that Redis's going away must not touch. */
  public int sameNodeChats;

  public int disturbed;

  /** The longest time from Redis's return to the first match after it. */
  public long rematchMillis;

  /** How many sessions were banned. */
  public int bans;

  /** How long after the answer each of their connections was closed, in milliseconds. */
  private final List<Long> closings = new ArrayList<>();

  public final Map<String, Integer> faults = new TreeMap<>();

  void toldAfter(long millis) {
    toldMillis = Math.max(toldMillis, millis);
  }

  void matchedAgain(long millis) {
    rematchMillis = Math.max(rematchMillis, millis);
  }

  void closedAfter(long millis) {
    closings.add(millis);
  }

  /** The time by which so many in a hundred of these connections were closed. */
  private long closedMillis(int percent) {
    List<Long> sorted = closings.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }

  void count(Violation violation) {
    switch (violation.kind()) {
      case LOST -> lost++;
      case DOUBLED -> doubled++;
      case REORDERED -> reordered++;
      case MISDELIVERED -> misdelivered++;
      case DISTURBED -> disturbed++;
      default -> {}
    }
  }

  @Override
  public String toString() {
    return """
    %d visitors, %d chats, %d messages, %d shown; faults %s
    %d reconnects, %d times back in the chat
    kills: %d survivors told within %d ms, %d of %d visitors back in their chat in time
    bans: %d sessions, %d connections closed in the median %d, p99 %d, at most %d ms after the answer
    Redis away: %d chats on one node, %d disturbed, first match %d ms after its return
    lost %d, doubled %d, reordered %d, misdelivered %d, chats ended by a fault %d\
    """
        .formatted(
            visitors,
            chats,
            messages,
            shown,
            faults,
            reconnects,
            resumed,
            survivors,
            toldMillis,
            rescued,
            bereft,
            bans,
            closings.size(),
            closedMillis(50),
            closedMillis(99),
            closedMillis(100),
            sameNodeChats,
            disturbed,
            rematchMillis,
            lost,
            doubled,
            reordered,
            misdelivered,
            endedByFault);
  }
}
