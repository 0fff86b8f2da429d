package chat.passerby.moderation.spam;

import java.util.List;

/**
 * What is kept of a first message while it is compared: not its text.
 *
 * @param bands keyed hashes; openers that are alike have some in common; empty for a short one
 * @param lure whether it has a link, or a name or number by which to look for its sender elsewhere
 * @param disguised whether it is written so as to pass for another text, which is a lure too
 */
public record Opener(List<Long> bands, boolean lure, boolean disguised) {
  public Opener {
    bands = List.copyOf(bands);
  }
}
