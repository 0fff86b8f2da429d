package chat.passerby.moderation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last 4 KiB of what one side of a chat has seen of it, in memory only: it is written down when
 * that side reports the other, and otherwise forgotten.
 */
public final class Transcript {
  public static final int MAX_BYTES = 4 * 1024;

  /** What a text costs besides its bytes, so that a thousand tiny ones are bounded as well. */
  static final int OVERHEAD_BYTES = 32;

  private final Deque<Kept> oldestFirst = new ArrayDeque<>(0);
  private int bytes;

  private record Kept(String id, Utterance utterance, int bytes) {}

  /**
   * Adds a text, and lets go of the oldest. One that was sent again, since its sender did not know
   * that it had arrived, is there already.
   *
   * @param id the text's name among those of the one who said it
   */
  public void add(String id, Utterance utterance) {
    if (oldestFirst.stream().anyMatch(kept -> isSame(kept, id, utterance))) {
      return;
    }
    String text = beginning(utterance.text());
    int cost = OVERHEAD_BYTES + text.getBytes(StandardCharsets.UTF_8).length;
    oldestFirst.add(new Kept(id, new Utterance(utterance.at(), utterance.byPartner(), text), cost));
    bytes += cost;
    while (bytes > MAX_BYTES) {
      bytes -= oldestFirst.remove().bytes();
    }
  }

  /** How much is kept. */
  public int bytes() {
    return bytes;
  }

  /** What is kept, in order. */
  public List<Utterance> utterances() {
    return oldestFirst.stream().map(Kept::utterance).toList();
  }

  private static boolean isSame(Kept kept, String id, Utterance utterance) {
    return kept.id().equals(id) && kept.utterance().byPartner() == utterance.byPartner();
  }

  /** As much of a text as is kept at most; no character is cut in two. */
  private static String beginning(String text) {
    int room = MAX_BYTES - OVERHEAD_BYTES;
    if (text.getBytes(StandardCharsets.UTF_8).length <= room) {
      return text;
    }
    int end = 0;
    for (int used = 0; end < text.length(); ) {
      int point = text.codePointAt(end);
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (used > room) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }
}
