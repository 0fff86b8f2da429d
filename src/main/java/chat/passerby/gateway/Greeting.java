package chat.passerby.gateway;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.ConnectedSessions.Connected;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Address;
import chat.passerby.session.Identity;
import chat.passerby.session.OpenSessionScript.Opened;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens between a connection's {@code hello} and its {@code welcome}. */
final class Greeting {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  /** A dropped connection ends its chat at once. */
  private static final Duration GRACE = Duration.ZERO;

  private final GatewayParts parts;
  private final Connection connection;

  Greeting(GatewayParts parts, Connection connection) {
    this.parts = parts;
    this.connection = connection;
  }

  /** Welcomes the visitor, or closes the connection and fails. */
  Future<Visit> greet(ClientFrame.Hello hello) {
    return Future.succeededFuture(hello.token())
        // Composed, since claims of another type than expected make the library throw.
        .compose(parts.tokens()::verify)
        .onFailure(e -> connection.close(CloseCode.BAD_TOKEN))
        .compose(identity -> open(hello, identity));
  }

  private Future<Visit> open(ClientFrame.Hello hello, Identity identity) {
    KnownDevices known = new KnownDevices(identity.device(), parts.devices(), parts.deviceWrites());
    Future<Opened> opened = parts.openSession().run(identity.session(), parts.self());
    // Nobody is refused for this: what is not read now is read with the first search.
    known.read().onFailure(e -> log.debug("A device's memory was not read at hello."));
    return opened
        .onFailure(
            e -> {
              connection.send(Refusals.unavailable(hello, e));
              connection.close(CloseCode.INTERNAL);
            })
        .map(session -> welcome(identity, known, session));
  }

  private Visit welcome(Identity identity, KnownDevices known, Opened opened) {
    Visit visit = new Visit(parts, connection, known, opened.address());
    Connected here = new Connected(opened.address(), parts.context(), visit::handle);
    visit.onEnd(() -> parts.connected().unregister(here));
    parts.connected().register(here).ifPresent(Greeting::replace);
    opened.previousNode().ifPresent(node -> replaceElsewhere(opened.address(), node));
    connection.send(
        new ServerFrame.Welcome(
            identity.session(),
            opened.address().epoch(),
            ServerFrame.Welcome.State.IDLE,
            Optional.empty(),
            parts.iceServers().fresh(),
            limits()));
    return visit;
  }

  private static void replace(Connected older) {
    older.context().runOnContext(turn -> older.inbox().accept(new RoomEvent.Replaced()));
  }

  private void replaceElsewhere(Address address, NodeId node) {
    if (node.equals(parts.self())) {
      return;
    }
    parts
        .courier()
        .deliver(
            new Address(address.session(), address.epoch() - 1, node), new RoomEvent.Replaced())
        .onSuccess(handover -> log.trace("An older connection elsewhere was {}.", handover));
  }

  private Limits limits() {
    return new Limits(
        Limits.FRAME_BYTES,
        Limits.TEXT_CHARS,
        parts.settings().framesPerSecond(),
        parts.settings().nextPerMinute(),
        GRACE);
  }
}
