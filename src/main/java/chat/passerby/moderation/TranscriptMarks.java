package chat.passerby.moderation;

import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transcript without its words: a mark for each text, by which another gateway tells whether it
 * has seen the same chat.
 *
 * @param own what the one who remembers it said, in order
 * @param partner what the partner said
 */
public record TranscriptMarks(List<Long> own, List<Long> partner) {
  public TranscriptMarks {
    own = List.copyOf(own);
    partner = List.copyOf(partner);
  }

  public static TranscriptMarks of(List<Utterance> transcript) {
    List<Long> own = new ArrayList<>();
    List<Long> partner = new ArrayList<>();
    transcript.forEach(said -> (said.byPartner() ? partner : own).add(mark(said.text())));
    return new TranscriptMarks(own, partner);
  }

  /** Whether nobody has said anything. */
  public boolean isEmpty() {
    return own.isEmpty() && partner.isEmpty();
  }

  /** Whether the other side of the chat remembers the same texts, as far as both remember them. */
  public boolean agrees(TranscriptMarks other) {
    return hasHeard(other.partner, own) && hasHeard(partner, other.own);
  }

  /**
   * Whether what one has heard is what the other has said. Each side forgets its oldest texts, at
   * times of its own; the last ones may still be on their way; and some may never have arrived.
   */
  private static boolean hasHeard(List<Long> heard, List<Long> said) {
    if (heard.isEmpty()) {
      return true;
    }
    for (int first = 0; first < heard.size(); first++) {
      List<Long> rest = heard.subList(first, heard.size());
      if (mayHaveForgotten(heard.subList(0, first), rest, said) && follows(rest, said)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the speaker may have forgotten the first of what was heard, and nothing else. */
  private static boolean mayHaveForgotten(List<Long> first, List<Long> rest, List<Long> said) {
    return first.isEmpty()
        || (!said.isEmpty()
            && said.get(0).equals(rest.get(0))
            && first.stream().allMatch(each -> rest.contains(each) || !said.contains(each)));
  }

  /** Whether all that was heard was said in this order. */
  private static boolean follows(List<Long> heard, List<Long> said) {
    int next = 0;
    for (Long each : heard) {
      while (next < said.size() && !said.get(next).equals(each)) {
        next++;
      }
      if (next == said.size()) {
        return false;
      }
      next++;
    }
    return true;
  }

  private static long mark(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public Buffer pack() {
    PackedWriter out = new PackedWriter();
    for (List<Long> side : List.of(own, partner)) {
      out.number(side.size());
      side.forEach(out::number);
    }
    return out.packed();
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another kind. */
  public static TranscriptMarks unpack(Buffer packed) {
    PackedReader in = new PackedReader(packed);
    return new TranscriptMarks(side(in), side(in));
  }

  private static List<Long> side(PackedReader in) {
    List<Long> marks = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      marks.add(in.number());
    }
    return marks;
  }
}
