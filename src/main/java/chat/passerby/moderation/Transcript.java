package chat.passerby.moderation;

import chat.passerby.protocol.reading.ChatText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

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

  private final Side own = new Side();
  private final Side partner = new Side();
  private int added;

  /** What is kept of one side. */
  private static final class Side {
    private final Deque<Kept> oldestFirst = new ArrayDeque<>(0);
    private int bytes;

    boolean has(Kept text) {
      for (Kept kept : oldestFirst) {
        if (kept.hash == text.hash && kept.id.equals(text.id)) {
          return true;
        }
      }
      return false;
    }

    void add(Kept text) {
      oldestFirst.add(text);
      bytes += text.bytes();
      while (bytes > SIDE_BYTES) {
        bytes -= oldestFirst.remove().bytes();
      }
    }
  }

  /** Something that was said. */
  private static final class Kept {
    private final String id;

    /** Nearly all ids differ in it, and each text is compared with all that are kept. */
    private final int hash;

    private final Instant at;
    private final boolean byPartner;

    /** In UTF-8, or spelled as {@link ChatText#of} reads it. */
    private final byte[] text;

    private final boolean spelled;

    /** Where it stands among the texts of both sides. */
    private int place;

    Kept(String id, Instant at, boolean byPartner, byte[] text, boolean spelled) {
      this.id = id;
      this.hash = id.hashCode();
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

  private void add(Kept text) {
    Side side = text.byPartner ? partner : own;
    if (!side.has(text)) {
      text.place = added++;
      side.add(text);
    }
  }

  /** How much is kept. */
  public int bytes() {
    return own.bytes + partner.bytes;
  }

  /** What is kept, in order. */
  public List<Utterance> utterances() {
    return Stream.concat(own.oldestFirst.stream(), partner.oldestFirst.stream())
        .sorted(Comparator.comparingInt(text -> text.place))
        .map(Kept::read)
        .toList();
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
