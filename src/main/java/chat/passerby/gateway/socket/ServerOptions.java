package chat.passerby.gateway.socket;

import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.TransportSettings;
import chat.passerby.protocol.Limits;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** What the HTTP server of an event loop is told to do, and above all not to do. */
public final class ServerOptions {
  /** How long a connection may take to say for whom it is. */
  private static final int PROXY_SECONDS = 5;

  private ServerOptions() {}

  public static HttpServerOptions of(
      GatewaySettings settings, TransportSettings transport, Deadlines deadlines) {
    HttpServerOptions options = plain(settings, deadlines);
    if (transport.proxyProtocol()) {
      options
          .setUseProxyProtocol(true)
          .setProxyProtocolTimeout(PROXY_SECONDS)
          .setProxyProtocolTimeoutUnit(TimeUnit.SECONDS);
    }
    transport
        .tls()
        .ifPresent(
            // Sockets are taken over from HTTP/1.1, and HTTP/2 would have its own.
            tls -> options.setSsl(true).setKeyCertOptions(tls.present()).setUseAlpn(false));
    return options;
  }

  private static HttpServerOptions plain(GatewaySettings settings, Deadlines deadlines) {
    return new HttpServerOptions()
        .setHost(settings.host())
        // Below zero: any free one, but the same for all event loops.
        .setPort(settings.port() == 0 ? -1 : settings.port())
        // What is worth it was compressed when it was read.
        .setCompressionSupported(false)
        // Browsers have no use for HTTP/2 without TLS, and sockets would not work over it.
        .setHttp2ClearTextEnabled(false)
        .addWebSocketSubProtocol(SocketResource.SUBPROTOCOL)
        .setMaxWebSocketFrameSize(Limits.FRAME_BYTES)
        .setMaxWebSocketMessageSize(Limits.FRAME_BYTES)
        .setWebSocketClosingTimeout((int) deadlines.farewell().toSeconds())
        // On by default, and about 90 KB for each connection.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        // A third less heap for each idle connection.
        .setStrictThreadMode(true);
  }
}
