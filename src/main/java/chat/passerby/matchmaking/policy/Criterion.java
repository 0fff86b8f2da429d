package chat.passerby.matchmaking.policy;

/** What a waiting visitor insists on at first and gives up after a while. */
public enum Criterion {
  /** A partner shares at least one interest. */
  INTERESTS,
  /** A partner shares a language. */
  LANGUAGES,
  /** A partner is nobody whom the visitor has just met. */
  RECENT
}
