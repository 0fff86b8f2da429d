package chat.passerby.protocol.reading;

import chat.passerby.protocol.ErrorCode;

/** A value does not fit its field. The caller knows which field it is and what to say about it. */
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
