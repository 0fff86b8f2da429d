package chat.passerby.protocol;

/**
 * Names one report, given to its reporter as the receipt.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record ReportId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public ReportId {
    OpaqueText.checked(value, "report id");
  }

  /** Makes a new id of 128 random bits. */
  public static ReportId random() {
    return new ReportId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
