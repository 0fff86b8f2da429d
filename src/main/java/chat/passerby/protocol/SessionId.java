package chat.passerby.protocol;

/**
 * Names one visitor from {@code POST /api/session} until the token runs out, over any number of
 * sockets.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record SessionId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public SessionId {
    OpaqueText.checked(value, "session id");
  }

  /** Makes a new id of 128 random bits. */
  public static SessionId random() {
    return new SessionId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
