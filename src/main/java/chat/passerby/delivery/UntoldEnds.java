package chat.passerby.delivery;

import chat.passerby.room.LeftNote;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import io.vertx.core.Future;

/**
 * Makes sure that a session hears of the end of a chat when the connection that should have told it
 * may be gone. The end is noted down for the next {@code hello}, and a newer connection that is
 * there already is told at once. A session that has heard is not told again.
 */
public final class UntoldEnds {
  private final KeptSessions sessions;
  private final Courier courier;

  public UntoldEnds(KeptSessions sessions, Courier courier) {
    this.sessions = sessions;
    this.courier = courier;
  }

  /**
   * Notes the end down. May be called again; fails when Redis is away.
   *
   * @param missed the connection that has not told it
   */
  public Future<Void> note(Address missed, LeftNote left) {
    return sessions
        .noteLeft(missed.session(), left.room().id(), left.pack())
        .compose(
            latest ->
                latest
                    .filter(connection -> connection.epoch() > missed.epoch())
                    .map(connection -> tell(connection, left))
                    .orElseGet(Future::succeededFuture));
  }

  /** If it is gone by now, the note waits for the next one. */
  private Future<Void> tell(Address connection, LeftNote left) {
    return courier.tell(connection, new RoomEvent.Untold(left.room(), left.reason())).mapEmpty();
  }
}
