package chat.passerby.moderation;

import chat.passerby.protocol.reading.ChatText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last texts that one side of a chat has seen of it, in memory only: they are written down when
 * that side reports the other, and otherwise forgotten.
 *
 * <p>Texts are kept as the bytes in which they came, and read when they are reported.
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

  private static final int QUOTES = 2;

  private final Deque<Kept> oldestFirst = new ArrayDeque<>(0);
  private int ownBytes;
  private int partnerBytes;

  /** Something that was said. */
  private static final class Kept {
    private final String id;
    private final Instant at;
    private final boolean byPartner;

    /** In UTF-8, or spelled as {@link ChatText#of} reads it. */
    private final byte[] text;

    private final boolean spelled;

    Kept(String id, Instant at, boolean byPartner, byte[] text, boolean spelled) {
      this.id = id;
      this.at = at;
      this.byPartner = byPartner;
      this.text = text;
      this.spelled = spelled;
    }

    int bytes() {
      return OVERHEAD_BYTES + text.length - (spelled ? QUOTES : 0);
    }

    Utterance read() {
      String read = spelled ? ChatText.of(text) : new String(text, StandardCharsets.UTF_8);
      return new Utterance(at, byPartner, read);
    }
  }

  /**
   * Adds a text as it came, and drops the oldest of the same side. A text that is there already is
   * not added again: its sender sends it again when it does not know that it arrived.
   *
   * @param id the text's name among those of the one who said it
   * @param spelled the bytes that {@link ChatText#of} reads it from; only a text that is too long
   *     to be kept whole is read at once
   */
  public void add(String id, Instant at, boolean byPartner, byte[] spelled) {
    Kept kept = new Kept(id, at, byPartner, spelled, true);
    if (kept.bytes() <= SIDE_BYTES) {
      add(kept);
    } else {
      add(id, kept.read());
    }
  }

  /** Adds a text that was read, as above. */
  public void add(String id, Utterance utterance) {
    byte[] text = beginning(utterance.text()).getBytes(StandardCharsets.UTF_8);
    add(new Kept(id, utterance.at(), utterance.byPartner(), text, false));
  }

  private void add(Kept added) {
    for (Kept kept : oldestFirst) {
      if (kept.byPartner == added.byPartner && kept.id.equals(added.id)) {
        return;
      }
    }
    oldestFirst.add(added);
    if (added.byPartner) {
      partnerBytes += added.bytes();
      partnerBytes -= letGo(true, partnerBytes - SIDE_BYTES);
    } else {
      ownBytes += added.bytes();
      ownBytes -= letGo(false, ownBytes - SIDE_BYTES);
    }
  }

  /** How much is kept. */
  public int bytes() {
    return ownBytes + partnerBytes;
  }

  /** What is kept, in order. */
  public List<Utterance> utterances() {
    return oldestFirst.stream().map(Kept::read).toList();
  }

  /** Drops one side's oldest texts, at least {@code excess} bytes; returns how many. */
  private int letGo(boolean byPartner, int excess) {
    int gone = 0;
    Iterator<Kept> eldest = oldestFirst.iterator();
    while (gone < excess) {
      Kept next = eldest.next();
      if (next.byPartner == byPartner) {
        gone += next.bytes();
        eldest.remove();
      }
    }
    return gone;
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
