package chat.passerby.gateway.socket;

import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.limits.AddressLimits;
import chat.passerby.gateway.limits.Admission;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.gateway.limits.Entrance;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.GuardedConnection;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpErrors;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ws}: decides on each WebSocket handshake. */
public final class SocketResource {
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

  private final Connections connections;
  private final Origins origins;
  private final Entrance entrance;
  private final AddressLimits limits;
  private final ClientAddress addresses;
  private final GatewayMeters meters;

  public SocketResource(
      Connections connections,
      Origins origins,
      Entrance entrance,
      AddressLimits limits,
      ClientAddress addresses,
      GatewayMeters meters) {
    this.connections = connections;
    this.meters = meters;
    this.origins = origins;
    this.entrance = entrance;
    this.limits = limits;
    this.addresses = addresses;
  }

  /**
   * Answers a handshake; or, for a request that is none, says what a handshake would be answered
   * now. A browser hides from its page why a handshake was refused, so the page asks that way.
   */
  public void handle(RoutingContext request) {
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
    if (connections.isDraining()) {
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
      meters.refusedHandshake(refusal);
    }
    HttpErrors.send(request, HttpError.OVERLOADED, Admission.retryAfter());
  }

  private void crowded(RoutingContext request, boolean asks) {
    if (!asks) {
      meters.refusedHandshake("rate-limited");
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
              connections.accept(
                  channel(handshake), address, () -> visitor.ifPresent(limits::disconnect));
            })
        .onFailure(
            e -> {
              visitor.ifPresent(limits::disconnect);
              log.debug("A handshake failed: {}", e.getMessage());
            });
  }

  private static Channel channel(HttpServerRequest handshake) {
    return ((ConnectionBase) handshake.connection()).channelHandlerContext().channel();
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
    meters.refusedHandshake(error.code());
    HttpErrors.send(request, error, message);
  }
}
