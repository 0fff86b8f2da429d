package chat.passerby.settings;

/** A value does not fit. The message says why, and repeats no secret. */
public final class UnfitException extends IllegalArgumentException {

  /**
   * @param reason to follow a colon, without a full stop
   */
  public UnfitException(String reason) {
    super(reason, null);
  }
}
