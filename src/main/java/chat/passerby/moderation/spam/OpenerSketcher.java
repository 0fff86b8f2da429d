package chat.passerby.moderation.spam;

import chat.passerby.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes sketches by which openers that are alike can be told without their text: MinHash over the
 * shingles of five letters, in bands. Letters that look alike are one, and spaces, signs and
 * numbers do not count, so a changed number or a letter of another alphabet changes nothing. What
 * leaves is keyed, since short texts could be tried.
 */
public final class OpenerSketcher {
  /** An opener of fewer letters is said by many who mean nothing by it. */
  static final int LETTERS = 24;

  private static final int MOST_LETTERS = 400;
  private static final int SHINGLE = 5;
  private static final int BANDS = 6;
  private static final int ROWS = 2;

  private final Keyed keyed;
  private final long[] seeds = new long[BANDS * ROWS];

  public OpenerSketcher(Secret secret) {
    this.keyed = new Keyed(secret, "passerby opener");
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = keyed.hash(("seed " + i).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The sketch of a text; empty for a short one that leads nowhere, which is not looked at. */
  Optional<Opener> sketch(String text) {
    String plain = Normalizer.normalize(text, Form.NFKC);
    boolean lure = Lures.isIn(plain);
    boolean disguised = Lures.isDisguised(plain);
    int[] letters = letters(PlainWords.of(Lures.removedFrom(plain)));
    if (letters.length < LETTERS) {
      return lure ? Optional.of(new Opener(List.of(), true, disguised)) : Optional.empty();
    }
    return Optional.of(new Opener(bands(letters), lure, disguised));
  }

  private List<Long> bands(int[] letters) {
    long[] least = new long[seeds.length];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int from = 0; from + SHINGLE <= letters.length; from++) {
      long shingle = 0;
      for (int i = from; i < from + SHINGLE; i++) {
        shingle = shingle * 1_000_003 + letters[i];
      }
      for (int i = 0; i < seeds.length; i++) {
        least[i] = Math.min(least[i], mixed(shingle ^ seeds[i]));
      }
    }
    List<Long> bands = new ArrayList<>(BANDS);
    for (int band = 0; band < BANDS; band++) {
      ByteBuffer rows = ByteBuffer.allocate((ROWS + 1) * Long.BYTES).putLong(band);
      for (int row = 0; row < ROWS; row++) {
        rows.putLong(least[band * ROWS + row]);
      }
      bands.add(keyed.hash(rows.array()));
    }
    return bands;
  }

  /** The letters of all words in a row. Digits count within a word only, where they are letters. */
  private static int[] letters(List<String> words) {
    List<String> spelled = new ArrayList<>(words.size());
    for (String word : words) {
      String bare = word.replaceAll("^\\p{N}+|\\p{N}+$", "");
      if (!bare.isEmpty()) {
        spelled.add(bare);
      }
    }
    return String.join("", LookAlikes.skeletons(spelled, LookAlikes.Letters.SMALL, true))
        .codePoints()
        .limit(MOST_LETTERS)
        .toArray();
  }

  /** Spreads the bits of a number over all of it. */
  private static long mixed(long bits) {
    long spread = (bits ^ (bits >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    spread = (spread ^ (spread >>> 29)) * 0xD6E8_FEB8_6659_FD93L;
    return (spread ^ (spread >>> 32)) & Long.MAX_VALUE;
  }
}
