package chat.passerby.delivery;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sessions that are connected to this node, on any of its event loops. */
public final class ConnectedSessions {
  /** How long it is remembered that a session went on elsewhere; by then its new place is known. */
  private static final Duration MEMORY = Duration.ofSeconds(20);

  private final ConcurrentMap<SessionId, Connected> bySession = new ConcurrentHashMap<>();

  /** Connections that have said {@code hello} here and do not know their epoch yet. */
  private final ConcurrentMap<SessionId, List<Expected>> expected = new ConcurrentHashMap<>();

  /** The connections here whose sessions go on elsewhere. */
  private final Set<Address> handedOver = ConcurrentHashMap.newKeySet();

  /**
   * A session's connection.
   *
   * @param device what the visitor uses
   * @param from where the visitor connects from, never to be kept or logged as it is
   * @param context the event loop on which {@code inbox} is called
   */
  public record Connected(
      Address address,
      DeviceId device,
      InetAddress from,
      Context context,
      Consumer<RoomEvent> inbox) {
    private void accept(RoomEvent event) {
      // On its own loop a frame is written at once. An event that changes state waits for a turn of
      // its own: it must not run in the middle of another connection's step.
      if (event instanceof RoomEvent.Relay && Vertx.currentContext() == context) {
        inbox.accept(event);
      } else {
        context.runOnContext(turn -> inbox.accept(event));
      }
    }
  }

  /**
   * A connection that is being opened. Redis may tell others of its epoch before this node has
   * heard of it, so what they send is kept for it, whatever the epoch.
   *
   * @param context the event loop on which {@code inbox} is called
   */
  public record Expected(
      SessionId session, Context context, BiConsumer<Address, RoomEvent> inbox) {}

  /** Takes what comes for an opening connection until {@link #expectNoMore}. */
  public void expect(Expected opening) {
    expected.merge(
        opening.session(),
        List.of(opening),
        (present, one) -> Stream.concat(present.stream(), one.stream()).toList());
  }

  /** The connection is registered, or nothing came of it. */
  public void expectNoMore(Expected opening) {
    expected.computeIfPresent(
        opening.session(),
        (session, present) -> {
          List<Expected> others = present.stream().filter(one -> !one.equals(opening)).toList();
          return others.isEmpty() ? null : others;
        });
  }

  /** Only a sender that has read the session's entry in Redis can be this early. */
  private boolean deliverEarly(Address to, RoomEvent event) {
    boolean early =
        event instanceof RoomEvent.Untold
            || event instanceof RoomEvent.Replaced
            || event instanceof RoomEvent.StillIn;
    if (!early) {
      return false;
    }
    List<Expected> opening = expected.getOrDefault(to.session(), List.of());
    opening.forEach(one -> one.context().runOnContext(turn -> one.inbox().accept(to, event)));
    return !opening.isEmpty();
  }

  /** Takes the session's place; returns the connection of an older epoch that held it. */
  public Optional<Connected> register(Connected connected) {
    Connected[] older = new Connected[1];
    bySession.compute(
        connected.address().session(),
        (session, present) -> {
          if (present != null && present.address().epoch() > connected.address().epoch()) {
            older[0] = connected;
            return present;
          }
          older[0] = present;
          return connected;
        });
    return Optional.ofNullable(older[0]);
  }

  /** Gives the place up, unless a newer connection has taken it. */
  public void unregister(Connected connected) {
    bySession.remove(connected.address().session(), connected);
  }

  /** The session of a connection that was here goes on elsewhere. */
  public void handOver(Address address, Vertx vertx) {
    handedOver.add(address);
    vertx.setTimer(MEMORY.toMillis(), timer -> handedOver.remove(address));
  }

  /** Whether another connection of the session looks after that connection's matches. */
  boolean goesOnElsewhere(Address address) {
    return handedOver.contains(address);
  }

  /** Tells those connections here for which this holds. */
  public void tell(Predicate<Connected> whom, RoomEvent event) {
    for (Connected connected : bySession.values()) {
      if (whom.test(connected)) {
        connected.accept(event);
      }
    }
  }

  /** How many there are. */
  public int count() {
    return bySession.size();
  }

  /** Whether this very connection is here. */
  public boolean isHere(Address address) {
    Connected connected = bySession.get(address.session());
    return connected != null && connected.address().equals(address);
  }

  /** Tells the connection at that address; false when it is not here any more. */
  boolean deliver(Address to, RoomEvent event) {
    Connected connected = bySession.get(to.session());
    if (connected == null || connected.address().epoch() != to.epoch()) {
      return deliverEarly(to, event);
    }
    connected.accept(event);
    return true;
  }
}
