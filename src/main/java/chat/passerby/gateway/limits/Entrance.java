package chat.passerby.gateway.limits;

import chat.passerby.gateway.limits.Admission.Refusal;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.GuardedConnection;
import chat.passerby.http.HttpFault;
import chat.passerby.telemetry.HttpFaults;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Where connections come in, before it is known what they want. Bound to one event loop. */
public final class Entrance {
  private final ConnectionGuard guard;
  private final Admission admission;
  private final AddressLimits limits;
  private final ClientAddress addresses;
  private final LoopLag loop;
  private final HttpFaults faults;

  public Entrance(
      ConnectionGuard guard,
      Admission admission,
      AddressLimits limits,
      ClientAddress addresses,
      LoopLag loop,
      HttpFaults faults) {
    this.guard = guard;
    this.admission = admission;
    this.limits = limits;
    this.addresses = addresses;
    this.loop = loop;
    this.faults = faults;
  }

  /** A connection has been accepted. */
  public void opened(HttpConnection connection) {
    GuardedConnection guarded = guard.watch(connection);
    if (!addresses.believes(connection.remoteAddress(true), connection.remoteAddress())) {
      guarded.turnAway(HttpFault.FOREIGN_PROXY);
      return;
    }
    ConnectionPlace place =
        new ConnectionPlace(
            addresses.ofPeer(connection.remoteAddress()), admission, limits, guarded, faults);
    guarded.takes(place);
    place.begin();
    faults.opened();
  }

  /** Why a visitor cannot be taken by this request's connection, unless one can. */
  public Optional<Refusal> refusal(HttpServerRequest request) {
    if (loop.isOverloaded()) {
      return Optional.of(Refusal.LATE);
    }
    return ConnectionGuard.of(request)
        .map(GuardedConnection::place)
        .flatMap(place -> place instanceof ConnectionPlace ours ? ours.take() : Optional.empty());
  }
}
