package chat.passerby.gateway;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.RoomEvent;
import chat.passerby.session.Identity;
import chat.passerby.session.OpenSessionScript.Opened;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens between a connection's {@code hello} and its {@code welcome}. */
final class Greeting {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  private final GatewayParts parts;
  private final Connection connection;
  private final Returning returning;

  Greeting(GatewayParts parts, Connection connection) {
    this.parts = parts;
    this.connection = connection;
    this.returning = new Returning(parts.places(), parts.rooms(), parts.departures()::callOff);
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
    KnownDevices known = new KnownDevices(identity.device(), parts.devices(), parts.postponed());
    if (!parts.neighbours().isCurrent()) {
      // A hello from before a long pause must not take the session from where it is by now.
      Throwable asleep = new IllegalStateException("This node does not know that it is alive.");
      refuse(hello, asleep);
      return Future.failedFuture(asleep);
    }
    Arrival arrival = new Arrival(parts, connection, identity.session());
    Future<Opened> opened = parts.openSession().run(identity.session(), parts.self());
    // Nobody is refused for this: what is not read now is read with the first search.
    known.read().onFailure(e -> log.debug("A device's memory was not read at hello."));
    return opened
        .onSuccess(
            session -> {
              arrival.at(session.address());
              replaceElsewhere(session);
            })
        .compose(
            session ->
                returning
                    .find(session)
                    .map(found -> welcome(identity, known, session, arrival, found)))
        .onFailure(
            e -> {
              arrival.end();
              refuse(hello, e);
            });
  }

  private void refuse(ClientFrame.Hello hello, Throwable e) {
    if (e instanceof Returning.OutdatedException) {
      connection.close(CloseCode.REPLACED);
    } else {
      connection.send(Refusals.unavailable(hello, e));
      connection.close(CloseCode.INTERNAL);
    }
  }

  private Visit welcome(
      Identity identity,
      KnownDevices known,
      Opened opened,
      Arrival arrival,
      Returning.Found found) {
    Visit visit = new Visit(parts, connection, known, opened.address());
    visit.onEnd(arrival::end);
    Visit.Resumption resumption = visit.resume(found);
    connection.send(
        new ServerFrame.Welcome(
            identity.session(),
            opened.address().epoch(),
            resumption.state(),
            resumption.room(),
            parts.iceServers().fresh(identity.session()),
            limits()));
    visit.goOn(found);
    arrival.begin(visit::handle);
    return visit;
  }

  private void replaceElsewhere(Opened opened) {
    opened
        .previous()
        .filter(older -> !older.node().equals(parts.self()))
        .ifPresent(
            older ->
                parts
                    .courier()
                    .deliver(older, new RoomEvent.Replaced(Optional.of(opened.address())))
                    .onSuccess(
                        handover -> log.trace("An older connection elsewhere was {}.", handover)));
  }

  private Limits limits() {
    return new Limits(
        Limits.FRAME_BYTES,
        Limits.TEXT_CHARS,
        parts.settings().framesPerSecond(),
        parts.settings().nextPerMinute(),
        parts.grace());
  }
}
