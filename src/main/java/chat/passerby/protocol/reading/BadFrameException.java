package chat.passerby.protocol.reading;

import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.ServerFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from a client that are no frame of this protocol. The message may be shown to whoever sent
 * them: it names the field and says what to do, and repeats no value.
 */
public final class BadFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;
  private final @Nullable String ref;

  BadFrameException(ErrorCode code, String message, @Nullable String field, @Nullable String ref) {
    // No stack trace: it would always be the reader's, and garbage must be cheap to refuse.
    super(message, null, false, false);
    this.code = code;
    this.field = field;
    this.ref = ref;
  }

  /** Returns {@link ErrorCode#BAD_FRAME} or {@link ErrorCode#TOO_LONG}. */
  public ErrorCode code() {
    return code;
  }

  /**
   * Returns the wire name of the field at fault, unless it is the frame as a whole or a name not
   * worth repeating.
   */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** Returns the chat's id where it could be read, else the frame's type where that is known. */
  public Optional<String> ref() {
    return Optional.ofNullable(ref);
  }

  /** Returns the frame that tells the sender. */
  public ServerFrame.Error toFrame() {
    return new ServerFrame.Error(code, getMessage(), ref(), Optional.empty());
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
