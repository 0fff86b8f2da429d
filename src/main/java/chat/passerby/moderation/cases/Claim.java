package chat.passerby.moderation.cases;

import chat.passerby.protocol.CaseId;

/** What came of a claim. */
public sealed interface Claim {
  /** The case is the caller's for ten minutes from now. */
  record Mine(CaseId id) implements Claim {}

  /** Somebody else works on it. */
  record Taken(String by) implements Claim {}

  /** Somebody has decided on it. */
  record Over(String by) implements Claim {}

  /** There is no such case, or none at all. */
  record Absent() implements Claim {}
}
