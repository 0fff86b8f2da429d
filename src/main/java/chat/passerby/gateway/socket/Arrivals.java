package chat.passerby.gateway.socket;

import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.ConnectedSessions.Connected;
import chat.passerby.delivery.ConnectedSessions.Expected;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.EventLoop;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.session.Address;
import chat.passerby.session.AddressTags;
import chat.passerby.session.Identity;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.session.OpenSessionScript.Opened;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the connections of one event loop to where others find them. */
public final class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final NodeId self;
  private final EventLoop loop;
  private final OpenSessionScript openSession;
  private final AddressTags tags;
  private final ConnectedSessions connected;
  private final Courier courier;
  private final Faults faults;

  public Arrivals(
      NodeId self,
      EventLoop loop,
      OpenSessionScript openSession,
      AddressTags tags,
      ConnectedSessions connected,
      Courier courier,
      Faults faults) {
    this.faults = faults;
    this.self = self;
    this.loop = loop;
    this.openSession = openSession;
    this.tags = tags;
    this.connected = connected;
    this.courier = courier;
  }

  /** Begins to listen for a session that has said {@code hello} on this connection. */
  Arrival begin(Client client, Identity identity) {
    Arrival arrival = new Arrival(client, identity);
    connected.expect(arrival.expected);
    return arrival;
  }

  /** Where all of this happens. */
  Context context() {
    return loop.context();
  }

  /** The session goes on by another connection, and so do its matches. */
  void handOver(Address address) {
    connected.handOver(address, loop.vertx());
  }

  /**
   * A connection between its {@code hello} and its {@code welcome}. Others learn of it from Redis
   * before this node does, so what they send is kept for the visit from the very beginning.
   */
  final class Arrival {
    private final Client client;
    private final DeviceId device;
    private final Expected expected;
    private final Unwelcomed early = new Unwelcomed(faults, courier::giveBack);
    private @Nullable Connected here;
    private @Nullable Consumer<RoomEvent> visit;

    private Arrival(Client client, Identity identity) {
      this.client = client;
      this.device = identity.device();
      this.expected = new Expected(identity.session(), loop.context(), this::accept);
    }

    /** Opens the session: from then on this is its connection for everybody. */
    Future<Opened> open() {
      return openSession
          .run(expected.session(), self, tags.of(client.address()))
          .map(
              opened -> {
                at(opened.address());
                replaceElsewhere(opened);
                return opened;
              });
    }

    private void at(Address address) {
      Connected now =
          new Connected(
              address, device, client.address(), loop.context(), event -> accept(address, event));
      here = now;
      Optional<Connected> older = connected.register(now);
      connected.expectNoMore(expected);
      older.ifPresent(
          replaced ->
              replaced
                  .context()
                  .runOnContext(
                      turn ->
                          replaced.inbox().accept(new RoomEvent.Replaced(Optional.of(address)))));
    }

    private void accept(Address to, RoomEvent event) {
      if (visit != null) {
        if (here != null && here.address().equals(to)) {
          visit.accept(event);
        }
      } else if (event instanceof RoomEvent.Replaced && here != null) {
        client.close(CloseCode.REPLACED);
      } else {
        early.keep(to, event);
      }
    }

    /** The visitor has been welcomed: the visit gets what came before, and all that will come. */
    void begin(Consumer<RoomEvent> begun) {
      visit = event -> client.guard(event, begun);
      early.handOn(this::accept);
    }

    /** Nobody is here any more. */
    void end() {
      connected.expectNoMore(expected);
      if (here != null) {
        connected.unregister(here);
      }
      early.end();
    }
  }

  private void replaceElsewhere(Opened opened) {
    opened
        .previous()
        .filter(older -> !older.node().equals(self))
        .ifPresent(
            older ->
                courier
                    .deliver(older, new RoomEvent.Replaced(Optional.of(opened.address())))
                    .onSuccess(
                        handover ->
                            log.trace(
                                "Told an older connection on another node that it is replaced: {}.",
                                handover)));
  }
}
