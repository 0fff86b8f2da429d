package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.WireNamed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a visitor says against a sanction, and what became of it. A sanction has one at most, so the
 * sanction's id names it.
 *
 * @param number grows with each appeal: where the next page of a list begins
 * @param at when it was filed, by Redis' clock
 * @param answer what the visitor is told; there once it is decided
 * @param by who has decided
 */
public record Appeal(
    SanctionId sanction,
    long number,
    State state,
    String text,
    Instant at,
    Optional<String> answer,
    Optional<String> by) {
  /** How long after the start of a sanction an appeal is taken: six months. */
  public static final Duration WINDOW = Duration.ofDays(184);

  /** The longest text and the longest answer, in Unicode code points. */
  public static final int MAX_TEXT = 2_000;

  /** How far it has come. */
  public enum State implements WireNamed {
    /** Nobody has decided yet. */
    OPEN,
    /** The sanction stands. */
    UPHELD,
    /** The sanction was lifted. */
    OVERTURNED
  }

  @Override
  public String toString() {
    return "Appeal[%s, %s, text=[redacted]]".formatted(sanction, state);
  }
}
