package chat.passerby.moderation.cases;

/**
 * How often a reporter was right.
 *
 * @param upheld cases that ended in a sanction
 * @param decided cases that were decided, at most {@value #MEMORY}
 */
public record Accuracy(int upheld, int decided) {
  /** How many decided cases count: whoever was wrong long ago may become better. */
  static final int MEMORY = 100;

  /** Below so many nothing is known. */
  static final int PROVEN = 5;

  static final Accuracy UNKNOWN = new Accuracy(0, 0);
  private static final double NEUTRAL = 0.5;
  private static final char UPHELD = 'u';

  /** Refuses what cannot be. */
  public Accuracy {
    if (upheld < 0 || upheld > decided) {
      throw new IllegalArgumentException("More cases were upheld than decided.");
    }
  }

  /** Reads the record of a reporter as Redis has it: a letter for each case. */
  public static Accuracy of(String record) {
    return new Accuracy(
        (int) record.chars().filter(each -> each == UPHELD).count(), record.length());
  }

  /** The same without one of the cases, which is among them unless it is too long ago. */
  Accuracy without(boolean upheldThere) {
    boolean known = upheldThere ? upheld > 0 : decided > upheld;
    return known ? new Accuracy(upheld - (upheldThere ? 1 : 0), decided - 1) : this;
  }

  /** Whether enough was decided to say anything. */
  public boolean isProven() {
    return decided >= PROVEN;
  }

  /** From 0, never right, to 1, always right. */
  double value() {
    return isProven() ? (upheld + NEUTRAL) / (decided + 2) : NEUTRAL;
  }
}
