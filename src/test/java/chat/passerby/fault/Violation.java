package chat.passerby.fault;

import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param evidence lines of the records concerned
 */
public record Violation(Kind kind, String what, List<String> evidence) {
  /** The kinds of broken promises, each with its invariant: see {@code src/docs/testing.md}. */
  public enum Kind {
    TWO_PLACES("I1"),
    ONE_SIDED("I2"),
    MISDELIVERED("I3"),
    LOST("I4"),
    DOUBLED("I4"),
    REORDERED("I4"),
    /** A chat is over though nobody ended it and both were back in time. */
    ENDED("I4"),
    /** A chat on one node was not left in peace while Redis was away. */
    DISTURBED("I4"),
    LEFT_TWICE("I5"),
    /** Told again on a later connection, though the server could know that it had arrived. */
    LEFT_REPEATED("I5"),
    LEFT_MISSED("I5"),
    NOT_TOLD("I5"),
    LEFT_WAITING("I6"),
    STUCK("I7"),
    LOST_PLACE("I7"),
    NOT_WARNED("I8"),
    /** A connection on a node that was well was closed by it. */
    CLOSED("I7"),
    /** Somebody who is banned was still served. */
    SERVED("I10");

    final String invariant;

    Kind(String invariant) {
      this.invariant = invariant;
    }
  }

  @Override
  public String toString() {
    return kind.invariant + " " + kind + ": " + what;
  }
}
