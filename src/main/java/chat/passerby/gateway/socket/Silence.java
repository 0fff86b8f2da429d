package chat.passerby.gateway.socket;

import chat.passerby.gateway.Deadlines;

/** How long one client has said nothing, and what is due because of that. Times in milliseconds. */
final class Silence {
  private final Deadlines deadlines;
  private final long openedAt;
  private boolean greeted;
  private long lastHeard;
  private long lastPing;

  /** What is to be done now. */
  enum Due {
    NOTHING,
    PING,
    CLOSE_WITHOUT_HELLO,
    CLOSE_SILENT
  }

  Silence(Deadlines deadlines, long now) {
    this.deadlines = deadlines;
    this.openedAt = now;
    this.lastHeard = now;
    this.lastPing = now;
  }

  /** The first {@code hello} has come; false when one had come before. */
  boolean greet() {
    boolean first = !greeted;
    greeted = true;
    return first;
  }

  /** A frame has come. */
  void heard(long now) {
    lastHeard = now;
  }

  long lastHeard() {
    return lastHeard;
  }

  /**
   * What is due; a ping that is due counts as sent.
   *
   * @param since since when the client has owed something
   */
  Due due(long now, long since) {
    if (!greeted && now - openedAt >= deadlines.hello().toMillis()) {
      return Due.CLOSE_WITHOUT_HELLO;
    }
    if (now - since >= deadlines.silence().toMillis()) {
      return Due.CLOSE_SILENT;
    }
    if (now - lastPing >= deadlines.ping().toMillis()) {
      lastPing = now;
      return Due.PING;
    }
    return Due.NOTHING;
  }
}
