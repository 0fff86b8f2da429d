package chat.passerby.protocol;

/**
 * Names one running node; a restarted node has a new one.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._~:-]}, opaque
 */
public record NodeId(String value) {
  /**
   * Refuses a value of another form with an {@link IllegalArgumentException} that does not repeat
   * it.
   */
  public NodeId {
    OpaqueText.checked(value, "node id");
  }

  /** Makes a new id of 128 random bits. */
  public static NodeId random() {
    return new NodeId(OpaqueText.random());
  }

  /** Returns the bare value. */
  @Override
  public String toString() {
    return value;
  }
}
