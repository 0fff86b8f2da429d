package chat.passerby.moderation.staff;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/**
 * Writes refused logins into the audit, no more of them than a person can read: whoever guesses
 * from many addresses must not fill Redis. What is left out is counted, and told by the next entry.
 */
final class Refusals {
  /** Entries of this node within {@link #WINDOW}. */
  static final int MOST = 30;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Audit audit;
  private final NodeClock clock;
  private long began;
  private int written;
  private long leftOut;

  Refusals(Audit audit, NodeClock clock) {
    this.audit = audit;
    this.clock = clock;
    this.began = clock.millis();
  }

  /**
   * Tells the audit of a refused login.
   *
   * @param name empty when there is nobody of that name: what was typed may be a password
   */
  Future<Void> append(String name) {
    long before;
    synchronized (this) {
      if (clock.millis() - began >= WINDOW.toMillis()) {
        began = clock.millis();
        written = 0;
      }
      if (written >= MOST) {
        leftOut++;
        return Future.succeededFuture();
      }
      written++;
      before = leftOut;
      leftOut = 0;
    }
    return audit.append(
        AuditEntry.SYSTEM,
        AuditAction.LOGIN_REFUSED,
        name,
        before == 0 ? Map.of() : Map.of("not-written", Long.toString(before)));
  }
}
