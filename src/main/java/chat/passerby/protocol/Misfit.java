package chat.passerby.protocol;

/**
 * A value that its field does not take. Which field that is, and what to say about it, is known a
 * level up.
 */
final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  Misfit(ErrorCode code) {
    super(null, null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
