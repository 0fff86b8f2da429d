package chat.passerby.gateway.socket;

import chat.passerby.cluster.Neighbours;
import chat.passerby.device.Acquaintances;
import chat.passerby.device.DeviceMemory;
import chat.passerby.gateway.Returning;
import chat.passerby.gateway.Settling;
import chat.passerby.gateway.socket.Arrivals.Arrival;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.sanction.SanctionBook;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.CloseCode;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.Identity;
import chat.passerby.session.OpenSessionScript.Opened;
import chat.passerby.session.SessionTokens;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.visit.state.Found;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Refusals;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** What happens between a connection's {@code hello} and its {@code welcome}. */
public final class Greeting {
  /** A node knows within a few heartbeats whether it is alive. */
  private static final Duration ASLEEP = Duration.ofSeconds(2);

  private final SessionTokens tokens;
  private final SanctionBook sanctions;
  private final VisitFrames frames;
  private final Neighbours neighbours;
  private final Settling settling;
  private final Arrivals arrivals;
  private final Returning returning;
  private final DeviceMemory devices;
  private final Visits visits;
  private final Faults faults;

  public Greeting(
      SessionTokens tokens,
      SanctionBook sanctions,
      VisitFrames frames,
      Neighbours neighbours,
      Settling settling,
      Arrivals arrivals,
      Returning returning,
      DeviceMemory devices,
      Visits visits,
      Faults faults) {
    this.tokens = tokens;
    this.sanctions = sanctions;
    this.frames = frames;
    this.neighbours = neighbours;
    this.settling = settling;
    this.arrivals = arrivals;
    this.returning = returning;
    this.devices = devices;
    this.visits = visits;
    this.faults = faults;
  }

  /** Welcomes the visitor, or closes the connection and fails. */
  public Future<VisitShell> greet(ClientFrame.Hello hello, Client client) {
    return Future.succeededFuture(hello.token())
        // In a compose, because the library throws when a claim has an unexpected type.
        .compose(tokens::verify)
        .onFailure(e -> client.close(CloseCode.BAD_TOKEN))
        .compose(identity -> begin(hello, client, identity));
  }

  private Future<VisitShell> begin(ClientFrame.Hello hello, Client client, Identity identity) {
    try {
      return open(hello, client, identity);
    } catch (RuntimeException e) {
      refuse(hello, client, e);
      return Future.failedFuture(e);
    }
  }

  private Future<VisitShell> open(ClientFrame.Hello hello, Client client, Identity identity) {
    return awake()
        .compose(awake -> settling.before(identity.session()))
        .compose(settled -> awake())
        .compose(awake -> sanctions.fresh(arrivals.context()))
        .onFailure(e -> refuse(hello, client, e))
        .compose(fresh -> admit(client, identity))
        .compose(
            admitted ->
                client.isClosing()
                    ? Future.failedFuture("The client has gone, and may be back elsewhere.")
                    : takeUp(hello, client, identity));
  }

  /**
   * Closes the connection of whoever is banned. Who is banned from now on is told as everybody else
   * who is connected.
   */
  private Future<Void> admit(Client client, Identity identity) {
    Optional<Active> ban =
        sanctions.ban(Optional.of(identity.session()), identity.device(), client.address());
    if (ban.isEmpty()) {
      return Future.succeededFuture();
    }
    client.send(frames.banned(ban.get()));
    client.close(CloseCode.BANNED);
    return Future.failedFuture("The visitor is banned.");
  }

  /** A hello sent before a long pause must not take the session from a newer connection. */
  private Future<Void> awake() {
    return neighbours.isCurrent()
        ? Future.succeededFuture()
        : Future.failedFuture(
            RedisUnavailableException.unsent("this node does not know that it is alive", ASLEEP));
  }

  private Future<VisitShell> takeUp(ClientFrame.Hello hello, Client client, Identity identity) {
    Arrival arrival = arrivals.begin(client, identity);
    Future<Opened> opened = arrival.open();
    // In the same breath, so that nobody who is new waits any longer for it.
    Returning.Looking looking = returning.look(identity.session());
    // A failure refuses nobody: the first search reads it again.
    Future<Acquaintances> known =
        devices
            .read(identity.device())
            .onFailure(
                e -> faults.report(Part.VISIT, "A device's memory was not read at hello.", e));
    return opened
        .compose(
            session ->
                returning
                    .find(session, looking)
                    .map(found -> welcome(identity, known, client, session, arrival, found)))
        .onFailure(
            e -> {
              arrival.end();
              refuse(hello, client, e);
            });
  }

  private VisitShell welcome(
      Identity identity,
      Future<Acquaintances> known,
      Client client,
      Opened opened,
      Arrival arrival,
      Found found) {
    boolean again = opened.previous().isPresent();
    VisitShell visit =
        visits.open(client, opened.address(), identity.device(), again, arrival::end);
    visits.life().welcomed(identity.session(), again, found.standpoint());
    known.onSuccess(read -> visit.take(new Input.Remembered(read)));
    visit.take(new Input.Begin(found));
    arrival.begin(visit::event);
    return visit;
  }

  private static void refuse(ClientFrame.Hello hello, Client client, Throwable e) {
    switch (e) {
      case Returning.OutdatedException outdated -> client.close(CloseCode.REPLACED);
      case RedisUnavailableException away -> {
        client.send(Refusals.unavailable(hello, away.retryAfter()));
        client.close(CloseCode.INTERNAL);
      }
      default -> client.broken("A visitor could not be welcomed.", e);
    }
  }
}
