package chat.passerby.gateway.socket;

import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.delivery.ConnectedSessions.Expected;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection between its {@code hello} and its {@code welcome}. Others learn of it from Redis
 * before this node does, so what they send is kept for the visit from the very beginning.
 */
final class Arrival {
  private static final Logger log = LoggerFactory.getLogger(Arrival.class);

  /** Far more events than others send to a visitor before the welcome. */
  private static final int MAX_EARLY = 64;

  private final GatewayParts parts;
  private final Connection connection;
  private final Expected expected;
  private final List<Early> early = new ArrayList<>(0);
  private @Nullable Connected here;
  private @Nullable Consumer<RoomEvent> visit;

  private record Early(Address to, RoomEvent event) {}

  /** Begins to listen for a session that has said {@code hello} on this connection. */
  Arrival(GatewayParts parts, Connection connection, SessionId session) {
    this.parts = parts;
    this.connection = connection;
    this.expected = new Expected(session, parts.context(), this::accept);
    parts.connected().expect(expected);
  }

  /** The session is open, and this is its connection for everybody. */
  void at(Address address) {
    Connected now = new Connected(address, parts.context(), event -> accept(address, event));
    here = now;
    Optional<Connected> older = parts.connected().register(now);
    parts.connected().expectNoMore(expected);
    older.ifPresent(
        connected ->
            connected
                .context()
                .runOnContext(
                    turn ->
                        connected.inbox().accept(new RoomEvent.Replaced(Optional.of(address)))));
  }

  private void accept(Address to, RoomEvent event) {
    if (visit != null) {
      if (here != null && here.address().equals(to)) {
        visit.accept(event);
      }
    } else if (event instanceof RoomEvent.Replaced && here != null) {
      connection.close(CloseCode.REPLACED);
    } else if (event instanceof RoomEvent.Relay relay) {
      // Its sender sends it again once this side has said that it is there.
      parts.courier().giveBack(relay);
    } else if (early.size() < MAX_EARLY) {
      early.add(new Early(to, event));
    } else {
      log.warn("Dropped an event: too many came before the visitor was welcomed.");
    }
  }

  /** The visitor has been welcomed: the visit gets what came before, and everything from now on. */
  void begin(Consumer<RoomEvent> begun) {
    visit = event -> connection.guard(event, begun);
    List<Early> before = List.copyOf(early);
    early.clear();
    before.forEach(each -> accept(each.to(), each.event()));
  }

  /** Nobody is here any more. */
  void end() {
    parts.connected().expectNoMore(expected);
    if (here != null) {
      parts.connected().unregister(here);
    }
  }
}
