package chat.passerby.moderation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last texts that one side of a chat has seen of it, in memory only: they are written down when
 * that side reports the other, and otherwise forgotten.
 *
 * <p>Each side has a share of its own, the last 4 KiB of what it said, so that nobody can push out
 * what the other said. Texts are kept whole, but for one that is longer than the share.
 */
public final class Transcript {
  /** What is kept of one side's texts. */
  static final int SIDE_BYTES = 4 * 1024;

  public static final int MAX_BYTES = 2 * SIDE_BYTES;

  /** What a text costs besides its bytes, so that a thousand tiny ones are bounded as well. */
  static final int OVERHEAD_BYTES = 32;

  private final Deque<Kept> oldestFirst = new ArrayDeque<>(0);
  private int ownBytes;
  private int partnerBytes;

  private record Kept(String id, Utterance utterance, int bytes) {}

  /**
   * Adds a text, and drops the oldest of the same side. A text that is there already is not added
   * again: its sender sends it again when it does not know that it arrived.
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
    if (utterance.byPartner()) {
      partnerBytes += cost;
      partnerBytes -= letGo(true, partnerBytes - SIDE_BYTES);
    } else {
      ownBytes += cost;
      ownBytes -= letGo(false, ownBytes - SIDE_BYTES);
    }
  }

  /** How much is kept. */
  public int bytes() {
    return ownBytes + partnerBytes;
  }

  /** What is kept, in order. */
  public List<Utterance> utterances() {
    return oldestFirst.stream().map(Kept::utterance).toList();
  }

  /** Drops one side's oldest texts, at least {@code excess} bytes; returns how many. */
  private int letGo(boolean byPartner, int excess) {
    int gone = 0;
    Iterator<Kept> eldest = oldestFirst.iterator();
    while (gone < excess) {
      Kept next = eldest.next();
      if (next.utterance().byPartner() == byPartner) {
        gone += next.bytes();
        eldest.remove();
      }
    }
    return gone;
  }

  private static boolean isSame(Kept kept, String id, Utterance utterance) {
    return kept.id().equals(id) && kept.utterance().byPartner() == utterance.byPartner();
  }

  /** As much of a text as is kept at most; no character is cut in two. */
  private static String beginning(String text) {
    int room = SIDE_BYTES - OVERHEAD_BYTES;
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
