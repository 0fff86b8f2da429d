package chat.passerby.web;

/** A body that is not the JSON object asked for; the message is for the client. */
public final class BadBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String said;

  public BadBodyException(String said) {
    super(said, null, false, false);
    this.said = said;
  }

  @Override
  public String getMessage() {
    return said;
  }
}
