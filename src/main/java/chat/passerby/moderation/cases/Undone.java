package chat.passerby.moderation.cases;

/** What came of taking a decision back. */
public enum Undone {
  /** The case is open again, now or by an earlier call. */
  DONE,
  /** It is in effect, or about to be. */
  OVER,
  /** Somebody else made it. */
  OWN,
  /** There is no such decision. */
  ABSENT
}
