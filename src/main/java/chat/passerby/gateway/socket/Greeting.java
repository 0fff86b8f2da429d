package chat.passerby.gateway.socket;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.gateway.Returning;
import chat.passerby.matchmaking.queue.Place;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.Identity;
import chat.passerby.session.OpenSessionScript.Opened;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Refusals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens between a connection's {@code hello} and its {@code welcome}. */
final class Greeting {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  private static final long LOOK_MILLIS = 200;

  /** A node knows within a few heartbeats whether it is alive. */
  private static final Duration ASLEEP = Duration.ofSeconds(2);

  private final GatewayParts parts;
  private final Connection connection;
  private final Returning returning;

  Greeting(GatewayParts parts, Connection connection) {
    this.parts = parts;
    this.connection = connection;
    this.returning =
        new Returning(parts.places(), parts.rooms(), parts.faults(), parts.departures()::callOff);
  }

  /** Welcomes the visitor, or closes the connection and fails. */
  Future<VisitShell> greet(ClientFrame.Hello hello) {
    return Future.succeededFuture(hello.token())
        // In a compose, because the library throws when a claim has an unexpected type.
        .compose(parts.tokens()::verify)
        .onFailure(e -> connection.close(CloseCode.BAD_TOKEN))
        .compose(identity -> begin(hello, identity));
  }

  private Future<VisitShell> begin(ClientFrame.Hello hello, Identity identity) {
    try {
      return open(hello, identity);
    } catch (RuntimeException e) {
      refuse(hello, e);
      return Future.failedFuture(e);
    }
  }

  private Future<VisitShell> open(ClientFrame.Hello hello, Identity identity) {
    return awake()
        .compose(awake -> parts.settling().before(identity.session()))
        .compose(settled -> awake())
        .onFailure(e -> refuse(hello, e))
        .compose(
            awake ->
                connection.isClosing()
                    ? Future.failedFuture("The client has gone, and may be back elsewhere.")
                    : takeUp(hello, identity));
  }

  /** A hello sent before a long pause must not take the session from a newer connection. */
  private Future<Void> awake() {
    return parts.neighbours().isCurrent()
        ? Future.succeededFuture()
        : Future.failedFuture(
            RedisUnavailableException.unsent("this node does not know that it is alive", ASLEEP));
  }

  private Future<VisitShell> takeUp(ClientFrame.Hello hello, Identity identity) {
    Arrival arrival = new Arrival(parts, connection, identity.session());
    Future<Opened> opened = parts.openSession().run(identity.session(), parts.self());
    // In the same breath, so that nobody who is new waits any longer for it.
    Future<Optional<Place>> place = parts.places().find(identity.session());
    Future<Boolean> mending = parts.losses().isMending();
    // A failure refuses nobody: the first search reads it again.
    Future<Acquaintances> known =
        parts
            .devices()
            .read(identity.device())
            .onFailure(e -> report("A device's memory was not read at hello.", e));
    return opened
        .map(
            session -> {
              arrival.at(session.address());
              replaceElsewhere(session);
              return session;
            })
        .compose(
            session ->
                find(session, place, mending)
                    .map(found -> welcome(identity, known, session, arrival, found)))
        .onFailure(
            e -> {
              arrival.end();
              refuse(hello, e);
            });
  }

  /**
   * Finds where the session goes on. While Redis is without data that others are writing down
   * again, a session that is found nowhere is looked for until they have.
   */
  private Future<Found> find(
      Opened session, Future<Optional<Place>> place, Future<Boolean> mending) {
    return returning
        .find(session, place)
        .compose(
            found ->
                found.isSomewhere()
                    ? Future.succeededFuture(found)
                    : isMending(session, mending)
                        .compose(yes -> yes ? findLater(session) : Future.succeededFuture(found)));
  }

  /** The loss may have come after the session was opened, and after that question. */
  private Future<Boolean> isMending(Opened session, Future<Boolean> mending) {
    return session.previous().isPresent() ? parts.losses().isMending() : mending;
  }

  private Future<Found> findLater(Opened session) {
    Promise<Void> moment = Promise.promise();
    parts.context().owner().setTimer(LOOK_MILLIS, timer -> moment.complete());
    return moment
        .future()
        .compose(
            passed ->
                find(
                    session,
                    parts.places().find(session.address().session()),
                    parts.losses().isMending()));
  }

  private void refuse(ClientFrame.Hello hello, Throwable e) {
    switch (e) {
      case Returning.OutdatedException outdated -> connection.close(CloseCode.REPLACED);
      case RedisUnavailableException away -> {
        connection.send(Refusals.unavailable(hello, away.retryAfter()));
        connection.close(CloseCode.INTERNAL);
      }
      default -> connection.broken("A visitor could not be welcomed.", e);
    }
  }

  private void report(String what, Throwable e) {
    parts.faults().report(Part.VISIT, what, e);
  }

  private VisitShell welcome(
      Identity identity, Future<Acquaintances> known, Opened opened, Arrival arrival, Found found) {
    VisitShell visit =
        new VisitShell(parts, connection, opened.address(), identity.device(), arrival::end);
    known.onSuccess(read -> visit.take(new Input.Remembered(read)));
    visit.take(new Input.Begin(found));
    arrival.begin(visit::event);
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
                        handover ->
                            log.trace(
                                "Told an older connection on another node that it is replaced: {}.",
                                handover)));
  }
}
