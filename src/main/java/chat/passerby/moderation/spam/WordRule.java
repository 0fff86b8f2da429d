package chat.passerby.moderation.spam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of the operator about words.
 *
 * @param name lower case letters, digits and hyphens
 * @param onlyFirst whether it is about the first messages of a chat only
 * @param ignoresAccents whether letters with and without accents are the same
 * @param languages primary subtags (BCP 47): the rule holds in chats in one of them; none: in all
 * @param words whole words, or several in a row
 * @param explanation what the sender is told
 * @param explanations the same by language
 */
public record WordRule(
    String name,
    State state,
    boolean onlyFirst,
    boolean ignoresAccents,
    Set<String> languages,
    List<String> words,
    String explanation,
    Map<String, String> explanations) {

  /** How far a rule is. */
  public enum State {
    /** Only read, to see that it is well written. */
    DRAFT,
    /** Counts what it would hold back. */
    SHADOW,
    /** Holds back. */
    LIVE
  }

  public WordRule {
    languages = Set.copyOf(languages);
    words = List.copyOf(words);
    explanations = Map.copyOf(explanations);
  }

  /** What the sender is told in a chat in that language. */
  public String explanation(Optional<String> language) {
    return language.map(tag -> explanations.getOrDefault(tag, explanation)).orElse(explanation);
  }

  /**
   * The same in every message of every chat, also while it is a draft: what it would be about, as
   * far as texts alone can tell.
   */
  public WordRule everywhere() {
    return new WordRule(
        name, State.SHADOW, false, ignoresAccents, Set.of(), words, explanation, explanations);
  }

  boolean holds(boolean first, Optional<String> language) {
    return (first || !onlyFirst)
        && (languages.isEmpty() || language.filter(languages::contains).isPresent());
  }
}
