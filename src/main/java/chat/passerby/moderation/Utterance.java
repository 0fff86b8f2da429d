package chat.passerby.moderation;

import java.time.Instant;

/**
 * Something that was said in a chat.
 *
 * @param at when the gateway of the one who remembers it saw it
 * @param byPartner whether the partner of the one who remembers it said it
 */
public record Utterance(Instant at, boolean byPartner, String text) {
  @Override
  public String toString() {
    return "Utterance[at=%s, byPartner=%s, text=[redacted]]".formatted(at, byPartner);
  }
}
