package chat.passerby.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every code with which the server closes a WebSocket.
 *
 * <p>The reconnect rule: on 4000 to 4499 come back, with backoff and jitter, and say {@code hello}
 * again; on 4500 to 4999 do not. A socket that ends with a code from elsewhere (1006 when the
 * network went, 1012 and the like from a proxy) is treated as 4000. So are two codes of the
 * WebSocket standard that answer a client's own message, which it must not send again: 1007 for one
 * that is not UTF-8, 1009 for one over {@link Limits#FRAME_BYTES}.
 */
public enum CloseCode {
  /** The server is shutting down; a {@code goaway} came first when there was time. */
  GOING_AWAY(4000, "going away"),
  /** Nothing, not even a pong, came from the client for 45 s. */
  SILENT(4001, "silent"),
  /** No valid {@code hello} as the first frame within 5 s of the handshake. */
  NO_HELLO(4002, "no hello"),
  /** The client does not read: more bytes wait for it than the server keeps. */
  TOO_SLOW(4003, "too slow to read"),
  /**
   * The node has as many connections as it takes, or holds too many bytes of unfinished messages;
   * another node may have room.
   */
  OVERLOADED(4004, "overloaded"),
  /** A fault of the server's. */
  INTERNAL(4005, "internal"),
  /** The token of {@code hello} is forged or has run out: get a new session first. */
  BAD_TOKEN(4500, "bad or expired token"),
  /** The same session said {@code hello} on a newer connection, which is the one that counts. */
  REPLACED(4501, "replaced by a newer connection"),
  /** The session, its device or its address is banned; a {@code banned} frame said why. */
  BANNED(4502, "banned"),
  /**
   * Ten frames that answered {@link ErrorCode#BAD_FRAME} within a minute, or far more control
   * frames and fragments than the limit of frames allows.
   */
  PROTOCOL_ABUSE(4503, "protocol abuse");

  /** The first code that tells the client to stay away. */
  private static final int FIRST_FINAL = 4500;

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** Returns the close code of that number, or nothing when the server never closes with it. */
  public static Optional<CloseCode> of(int code) {
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }

  /** Returns the number in the close frame, 4000 to 4999. */
  public int code() {
    return code;
  }

  /** Returns the reason in the close frame: a few English words, at most 123 bytes. */
  public String reason() {
    return reason;
  }

  /** Returns whether the client is to come back by itself. */
  public boolean reconnect() {
    return code < FIRST_FINAL;
  }
}
