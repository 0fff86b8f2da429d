package chat.passerby.protocol;

/**
 * Names one decision on a case.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record DecisionId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public DecisionId {
    OpaqueText.checked(value, "decision id");
  }

  /** Makes a new id of 128 random bits. */
  public static DecisionId random() {
    return new DecisionId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
