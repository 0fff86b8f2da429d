package chat.passerby.protocol;

/**
 * Names one pair while it lasts; never used for another.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record RoomId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public RoomId {
    OpaqueText.checked(value, "room id");
  }

  /** Makes a new id of 128 random bits. */
  public static RoomId random() {
    return new RoomId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
