package chat.passerby.gateway.socket;

import chat.passerby.gateway.http.HttpError;
import chat.passerby.gateway.http.HttpErrors;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.GuardedConnection;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.NodeId;
import chat.passerby.visit.state.Input;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ws}: decides on each WebSocket handshake and holds the connections of one event loop. */
final class SocketResource {
  /** The version of the protocol, as a subprotocol of RFC 6455. */
  static final String SUBPROTOCOL = "passerby.v1";

  /** The version of WebSocket itself, and the length of a client's nonce (section 4.1 there). */
  private static final String VERSION = "13";

  private static final int KEY_BYTES = 16;

  /** When to try again whom a node that is going has refused. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(1);

  /** When to try again whose address has as many sockets as it may. */
  private static final Duration CROWDED = Duration.ofSeconds(10);

  /**
   * How a page may ask. A browser leaves the Origin out of a GET to the page's own server, but not
   * out of a POST (Fetch standard, section 3.2).
   */
  private static final Set<HttpMethod> QUESTIONS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

  private static final Logger log = LoggerFactory.getLogger(SocketResource.class);

  private final GatewayParts parts;
  private final Origins origins;
  private final Entrance entrance;
  private final AddressLimits limits;
  private final ClientAddress addresses;
  private final Set<Connection> connections = new HashSet<>();
  private boolean draining;

  SocketResource(
      GatewayParts parts,
      Origins origins,
      Entrance entrance,
      AddressLimits limits,
      ClientAddress addresses) {
    this.parts = parts;
    this.origins = origins;
    this.entrance = entrance;
    this.limits = limits;
    this.addresses = addresses;
  }

  /**
   * Answers a handshake; or, for a request that is none, says what a handshake would be answered
   * now. A browser hides from its page why a handshake was refused, so the page asks that way.
   */
  void handle(RoutingContext request) {
    HttpServerRequest handshake = request.request();
    boolean asks = !"websocket".equalsIgnoreCase(handshake.getHeader("Upgrade"));
    if (!(asks ? isQuestion(request) : isWellFormed(request))) {
      return;
    }
    if (!origins.allows(handshake)) {
      HttpErrors.retryAfter(request, Origins.SETTINGS_CHANGE);
      refuse(
          request, HttpError.FOREIGN_ORIGIN, "This server does not take sockets of that Origin.");
      return;
    }
    if (!speaksOurs(handshake)) {
      refuse(
          request,
          HttpError.UNKNOWN_SUBPROTOCOL,
          "Offer the subprotocol " + SUBPROTOCOL + " in Sec-WebSocket-Protocol.");
      return;
    }
    if (draining) {
      HttpErrors.retryAfter(request, ELSEWHERE);
      refuse(request, HttpError.GOING_AWAY, HttpError.GOING_AWAY.message());
      return;
    }
    Optional<Admission.Refusal> refusal = entrance.refusal(handshake);
    if (refusal.isPresent()) {
      refuse(request, refusal.get(), asks);
    } else if (asks) {
      answer(request);
    } else {
      enter(request);
    }
  }

  /** Whether the request asks what a handshake would be answered. */
  private boolean isQuestion(RoutingContext request) {
    if (QUESTIONS.contains(request.request().method())) {
      return true;
    }
    request.response().putHeader("Allow", "GET, HEAD, POST");
    request.fail(405);
    return false;
  }

  private boolean isWellFormed(RoutingContext request) {
    HttpServerRequest handshake = request.request();
    if (!handshake.method().equals(HttpMethod.GET)) {
      request.response().putHeader("Allow", "GET");
      request.fail(405);
      return false;
    }
    if (!VERSION.equals(handshake.getHeader("Sec-WebSocket-Version"))) {
      request.response().putHeader("Sec-WebSocket-Version", VERSION);
      refuse(request, HttpError.UPGRADE_REQUIRED, "Only version 13 of WebSocket is spoken here.");
      return false;
    }
    if (!hasUpgrade(handshake)) {
      refuse(request, HttpError.BAD_HANDSHAKE, "The header Connection must name Upgrade.");
      return false;
    }
    if (!hasKey(handshake)) {
      refuse(request, HttpError.BAD_HANDSHAKE, "Sec-WebSocket-Key must be 16 bytes in Base64.");
      return false;
    }
    return true;
  }

  private void refuse(RoutingContext request, Admission.Refusal refusal, boolean asks) {
    if (refusal == Admission.Refusal.ADDRESS) {
      crowded(request, asks);
      return;
    }
    if (!asks) {
      parts.meters().refusedHandshake(refusal);
    }
    HttpErrors.send(request, HttpError.OVERLOADED, Admission.retryAfter());
  }

  private void crowded(RoutingContext request, boolean asks) {
    if (!asks) {
      parts.meters().refusedHandshake("rate-limited");
    }
    HttpErrors.retryAfter(request, CROWDED);
    HttpErrors.send(
        request, HttpError.RATE_LIMITED, "Too many connections are open from this address.");
  }

  private void answer(RoutingContext request) {
    if (addresses.proxied(request.request()).filter(limits::isFull).isPresent()) {
      crowded(request, true);
      return;
    }
    request.response().putHeader("Upgrade", "websocket");
    HttpErrors.send(request, HttpError.UPGRADE_REQUIRED);
  }

  private void enter(RoutingContext request) {
    HttpServerRequest handshake = request.request();
    // A connection that no proxy has made counts for its address already.
    Optional<InetAddress> visitor = addresses.proxied(handshake);
    if (!visitor.map(limits::connect).orElse(true)) {
      crowded(request, false);
      return;
    }
    InetAddress address = visitor.orElseGet(() -> addresses.of(handshake));
    Optional<GuardedConnection> guarded = ConnectionGuard.of(handshake);
    handshake
        .toWebSocket()
        .onSuccess(
            socket -> {
              guarded.ifPresent(GuardedConnection::upgraded);
              accept(channel(handshake), address, visitor);
            })
        .onFailure(
            e -> {
              visitor.ifPresent(limits::disconnect);
              log.debug("A handshake failed: {}", e.getMessage());
            });
  }

  /** Pings, and closes the silent. */
  void sweep(long now) {
    // A copy: closing takes the connection out of the set.
    Set.copyOf(connections).forEach(connection -> connection.sweep(now));
  }

  /**
   * Makes up for what Redis or a message may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  void refresh(boolean lost) {
    connections.forEach(
        connection -> connection.ifWelcomed(visit -> visit.take(new Input.Refresh(lost))));
  }

  /** Redis has lost its data: writes down again what the visitors here need. */
  void restore() {
    connections.forEach(
        connection -> connection.ifWelcomed(visit -> visit.take(new Input.DataLost())));
    parts.absences().restore();
  }

  /** Nodes have died, perhaps with somebody's partner. */
  void nodesDied(Set<NodeId> nodes) {
    connections.forEach(
        connection -> connection.ifWelcomed(visit -> visit.take(new Input.NodesDied(nodes))));
  }

  /** Closes all connections, whose sessions others look after by now. */
  void letGo() {
    Set.copyOf(connections).forEach(Connection::letGo);
  }

  /**
   * Takes nobody any more, and asks everyone to connect elsewhere at some time within {@code
   * spread}: at random, so that the other nodes are not stormed.
   */
  void drain(Duration spread) {
    draining = true;
    for (Connection connection : Set.copyOf(connections)) {
      long after = ThreadLocalRandom.current().nextLong(Math.max(1, spread.toMillis()));
      connection.goAway(Duration.ofMillis(after));
    }
  }

  /** How many sockets are open. */
  int count() {
    return connections.size();
  }

  void closeAll() {
    Set.copyOf(connections).forEach(connection -> connection.close(CloseCode.GOING_AWAY));
  }

  private static Channel channel(HttpServerRequest handshake) {
    return ((ConnectionBase) handshake.connection()).channelHandlerContext().channel();
  }

  /**
   * @param address the visitor's
   * @param visitor the same, where it was counted beside the connection, which is a proxy's
   */
  private void accept(Channel channel, InetAddress address, Optional<InetAddress> visitor) {
    Connection connection =
        new Connection(
            channel,
            address,
            parts,
            closed -> {
              connections.remove(closed);
              visitor.ifPresent(limits::disconnect);
              parts.meters().disconnected();
            });
    connections.add(connection);
    parts.meters().connected();
    connection.open();
  }

  /** Several names may stand there, as in Firefox's {@code keep-alive, Upgrade}. */
  private static boolean hasUpgrade(HttpServerRequest handshake) {
    return handshake.headers().getAll("Connection").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(name -> name.strip().equalsIgnoreCase("upgrade"));
  }

  private static boolean hasKey(HttpServerRequest handshake) {
    String key = handshake.getHeader("Sec-WebSocket-Key");
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A client that offers no subprotocol at all is taken for one of this version. */
  private static boolean speaksOurs(HttpServerRequest handshake) {
    String offered = handshake.getHeader("Sec-WebSocket-Protocol");
    return offered == null
        || Arrays.stream(offered.split(",", -1)).anyMatch(name -> name.strip().equals(SUBPROTOCOL));
  }

  private void refuse(RoutingContext request, HttpError error, String message) {
    parts.meters().refusedHandshake(error.code());
    HttpErrors.send(request, error, message);
  }
}
