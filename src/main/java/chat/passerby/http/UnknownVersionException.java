package chat.passerby.http;

/** A request in a version of HTTP that is not spoken here. */
final class UnknownVersionException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownVersionException() {
    super("neither HTTP/1.0 nor HTTP/1.1", null, false, false);
  }
}
