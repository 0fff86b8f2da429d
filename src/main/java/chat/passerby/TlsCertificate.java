package chat.passerby;

import chat.passerby.gateway.TlsFiles;
import chat.passerby.gateway.TransportSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;

/** The certificate that a node starts with. */
final class TlsCertificate {
  private TlsCertificate() {}

  /** Reads it, if there is one; fails with a {@link StartException} when it cannot be used. */
  static Future<Void> read(Vertx vertx, TransportSettings transport) {
    return transport.tls().map(files -> read(vertx, files)).orElseGet(Future::succeededFuture);
  }

  private static Future<Void> read(Vertx vertx, TlsFiles files) {
    return vertx
        .executeBlocking(
            () -> {
              files.read(vertx);
              return true;
            })
        .recover(e -> Future.failedFuture(e instanceof IOException unfit ? explained(unfit) : e))
        .mapEmpty();
  }

  private static StartException explained(IOException e) {
    return new StartException(
        "PASSERBY_TLS_CERTIFICATE and PASSERBY_TLS_KEY cannot be used: " + e.getMessage(), e);
  }
}
