package chat.passerby.matchmaking.policy;

import java.util.List;

/**
 * What a visitor asks of a partner.
 *
 * @param interests as {@link Interests#normalise} makes them, in the visitor's order; none: accepts
 *     whatever interests
 * @param languages as {@link Languages#normalise} makes them, in the visitor's order; none: accepts
 *     whatever language
 * @param hold insist on all of it for ever: nothing is given up with waiting, and recent partners
 *     stay refused until they are recent no more
 */
public record Criteria(List<String> interests, List<String> languages, boolean hold) {
  /** Takes normalised values, for example when read back from the queue; {@link #of} normalises. */
  public Criteria {
    interests = List.copyOf(interests);
    languages = List.copyOf(languages);
  }

  /** Makes criteria from what a visitor typed. Never refuses: what means nothing is left out. */
  public static Criteria of(List<String> interests, List<String> languages, boolean hold) {
    return new Criteria(Interests.normalise(interests), Languages.normalise(languages), hold);
  }
}
