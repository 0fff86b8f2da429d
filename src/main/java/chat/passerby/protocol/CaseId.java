package chat.passerby.protocol;

/**
 * Names one case: the reports about somebody that are decided together.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record CaseId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public CaseId {
    OpaqueText.checked(value, "case id");
  }

  /** Makes a new id of 128 random bits. */
  public static CaseId random() {
    return new CaseId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
