package chat.passerby.visit.state;

import chat.passerby.protocol.CloseCode;

/** What the end of a connection means for the session. */
public enum Parting {
  /** It may come back by another connection, and has a grace for it. */
  AWAY,
  /** Nobody will come back. */
  FOR_GOOD,
  /** It goes on elsewhere, and what is done about it here has no effect any more. */
  HANDED_OVER;

  /** RFC 6455, section 7.4.1: the purpose of the connection has been fulfilled. */
  private static final int NORMAL_CLOSURE = 1000;

  /** When this server closes with that code. */
  public static Parting of(CloseCode code) {
    if (code == CloseCode.REPLACED) {
      return HANDED_OVER;
    }
    return code.reconnect() ? AWAY : FOR_GOOD;
  }

  /**
   * When the client's close frame has that code; below 0 when it has none. Only 1000 is for good: a
   * browser sends 1001 when its page is loaded again, and no code at all for a bare {@code
   * close()}.
   */
  public static Parting of(int clientCode) {
    return clientCode == NORMAL_CLOSURE ? FOR_GOOD : AWAY;
  }
}
