package chat.passerby.protocol;

/**
 * Every code of the {@code error} frame. None of them ends the connection and none of them means
 * that something was lost: the code says what the client is to do.
 */
public enum ErrorCode implements WireNamed {
  /**
   * The bytes are no frame of this protocol: not JSON, an unknown {@code type}, or a missing,
   * ill-typed, unknown or repeated field. A fault of the client's code: sending it again does not
   * help. Ten in a minute lead to {@link CloseCode#PROTOCOL_ABUSE}.
   */
  BAD_FRAME,

  /**
   * A text written by a person, or the snapshot with it, is over its limit. Shorten it and send it
   * again.
   */
  TOO_LONG,

  /**
   * The frame's {@code room} is not the sender's current room or, for what may be said after a
   * chat, none of the last. Forget that room: its {@code left} was sent or is coming.
   */
  STALE_ROOM,

  /**
   * The frame does not fit the state: {@code find} in a chat, {@code cancel} while idle. Bring the
   * state in line first.
   */
  WRONG_STATE,

  /**
   * The partner's connection has dropped and may come back. Keep the message, send it again after
   * {@code partner-back}.
   */
  PARTNER_AWAY,

  /**
   * The session sends faster than its limits allow. The frame was dropped: wait for {@code
   * retryAfter}, then send it again.
   */
  RATE_LIMITED,

  /**
   * The server cannot do it now: its store is out of reach. Send it again after {@code retryAfter}.
   */
  UNAVAILABLE,

  /** The server does not do this, or not for this session. Do not send it again. */
  REFUSED
}
