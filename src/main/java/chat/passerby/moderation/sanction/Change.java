package chat.passerby.moderation.sanction;

/** What came of a step that ends, confirms or judges a sanction. */
public enum Change {
  /** It is done, now or by an earlier call of the same moderator. */
  DONE,
  /** The moderator made this decision, so somebody else has to take the step. */
  OWN,
  /** Somebody else was first, or the sanction's time is over. */
  OVER,
  /** Nobody knows it, or not any more. */
  ABSENT
}
