package chat.passerby.protocol;

/**
 * Names a browser across sessions, so that blocks and bans outlive a page reload.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record DeviceId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public DeviceId {
    OpaqueText.checked(value, "device id");
  }

  /** Makes a new id of 128 random bits. */
  public static DeviceId random() {
    return new DeviceId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
