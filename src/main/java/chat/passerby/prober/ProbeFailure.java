package chat.passerby.prober;

/** A step of a synthetic visit did not come off; the message is in words of our own. */
final class ProbeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProbeFailure(String message) {
    super(message, null, false, false);
  }
}
