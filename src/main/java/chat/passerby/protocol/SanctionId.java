package chat.passerby.protocol;

/**
 * Names one sanction.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record SanctionId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public SanctionId {
    OpaqueText.checked(value, "sanction id");
  }

  /** Makes a new id of 128 random bits. */
  public static SanctionId random() {
    return new SanctionId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
