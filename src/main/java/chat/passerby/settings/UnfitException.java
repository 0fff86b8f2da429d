package chat.passerby.settings;

/** A value does not fit, and the message says why in words that repeat no secret of it. */
public final class UnfitException extends IllegalArgumentException {

  /**
   * @param reason to follow a colon, without a full stop
   */
  public UnfitException(String reason) {
    super(reason, null);
  }
}
