package chat.passerby.http;

import chat.passerby.time.NodeClock;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the connections of one server until they end or become WebSockets. */
public final class ConnectionGuard {
  private static final String VERTX_HANDLER = "handler";

  private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);

  private final HttpDeadlines deadlines;
  private final NodeClock clock;
  private final Consumer<HttpFault> faults;
  private final Set<GuardedConnection> connections = ConcurrentHashMap.newKeySet();

  /**
   * @param faults is told of each; may be called on any event loop
   */
  public ConnectionGuard(HttpDeadlines deadlines, NodeClock clock, Consumer<HttpFault> faults) {
    this.deadlines = deadlines;
    this.clock = clock;
    this.faults = faults;
  }

  /** Makes a server answer unreadable requests in JSON, and log nothing about what clients do. */
  public HttpServer secure(HttpServer server) {
    return server
        .exceptionHandler(e -> log.debug("A connection failed: {}", e.toString()))
        .invalidRequestHandler(ConnectionGuard::refuse);
  }

  /** Begins to watch a connection; to be called on its event loop, before anything is read. */
  public GuardedConnection watch(HttpConnection connection) {
    Channel channel = channel(connection);
    GuardedConnection guarded =
        new GuardedConnection(channel, deadlines, clock, faults, connections::remove);
    connections.add(guarded);
    channel.pipeline().addBefore(VERTX_HANDLER, null, guarded);
    return guarded;
  }

  /** The watched connection on which a request came. */
  public static Optional<GuardedConnection> of(HttpServerRequest request) {
    return Optional.ofNullable(
        channel(request.connection()).pipeline().get(GuardedConnection.class));
  }

  /** Ends connections that have taken too long. */
  public void sweep() {
    connections.forEach(GuardedConnection::sweep);
  }

  /** Ends the connection that has been idle for longest after an answer. */
  public void endOneIdle() {
    connections.stream()
        .filter(GuardedConnection::isIdle)
        .min(Comparator.comparingLong(connection -> connection.since() - clock.nanos()))
        .ifPresent(GuardedConnection::endIfIdle);
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channelHandlerContext().channel();
  }

  private static void refuse(HttpServerRequest request) {
    ErrorBody error = ErrorBody.of(request.decoderResult().cause());
    request
        .response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(error.json())
        .onFailure(e -> log.debug("A client did not read an answer: {}", e.getMessage()));
  }
}
