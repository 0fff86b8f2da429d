package chat.passerby.delivery;

import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Finds the connection that has followed an older one of its session. A room of the older one is
 * for that connection to go on in or to end.
 */
public final class Successors {
  private final KeptSessions sessions;
  private final Courier courier;

  public Successors(KeptSessions sessions, Courier courier) {
    this.sessions = sessions;
    this.courier = courier;
  }

  /** The newest connection of the session, if there is a newer one. Fails when Redis is away. */
  public Future<Optional<Address>> of(Address older) {
    return sessions
        .latest(older.session())
        .map(latest -> latest.filter(newest -> newest.epoch() > older.epoch()));
  }

  /**
   * Tells the newest connection something, if there is a newer one. May be called again; fails when
   * Redis is away.
   *
   * @return whether there is a newer one. If it is gone by now, its session finds the room on its
   *     return.
   */
  public Future<Boolean> tell(Address older, RoomEvent event) {
    return of(older)
        .compose(
            newer ->
                newer
                    .map(newest -> courier.tell(newest, event).map(told -> true))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }
}
