package chat.passerby;

import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.protocol.NodeId;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.JvmMeters;
import chat.passerby.telemetry.ManagementServer;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.NodeClock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operators see of a node: its health, its meters, and the figures of its process. */
final class Management {
  /** Within this time at least, load balancers hear that a node has become ready. */
  private static final Duration HEARD = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final NodeSettings settings;
  private final PrometheusMeterRegistry registry;
  private final ConnectionGuard guard;
  private final DrainProgress drain;
  private final NodeStatus status;
  private volatile @Nullable JvmMeters process;
  private volatile boolean known;

  Management(
      Vertx vertx,
      NodeSettings settings,
      NodeId self,
      PrometheusMeterRegistry registry,
      Meters meters,
      NodeClock clock,
      HttpFaults faults) {
    this.vertx = vertx;
    this.settings = settings;
    this.registry = registry;
    settings.telemetry().logFormat().apply(Optional.of(self.value()));
    this.drain = new DrainProgress(meters);
    this.status = new NodeStatus(self, settings, registry, drain);
    this.guard =
        new ConnectionGuard(
            HttpDeadlines.keepingAlive(settings.gateway().keepAlive()), clock, faults::count);
  }

  /**
   * Listens on the management port.
   *
   * @param redis whether it serves; the node is ready while it does and is not draining
   */
  Future<Void> start(Supplier<Future<Boolean>> redis) {
    Map<String, Supplier<Future<Boolean>>> checks =
        Map.of("redis", redis, "accepting", () -> Future.succeededFuture(!drain.isDraining()));
    String host = settings.gateway().host();
    int port = settings.telemetry().managementPort();
    return new ManagementServer(vertx, registry, checks, status::rows, guard)
        .listen(host, port)
        .recover(e -> NoListening.explain(e, host, port, "PASSERBY_MANAGEMENT_PORT"))
        // Takes a while on a cold JVM, so not on an event loop.
        .compose(listening -> vertx.executeBlocking(() -> new JvmMeters(registry)))
        .onSuccess(shown -> process = shown)
        .onSuccess(shown -> vertx.setTimer(heard().toMillis(), late -> known = true))
        .mapEmpty();
  }

  private Duration heard() {
    Duration notice = settings.gateway().drainNotice();
    return notice.compareTo(HEARD) > 0 ? notice : HEARD;
  }

  /** Whether load balancers may be expected to send new visitors here. */
  boolean isOpen() {
    return known && !drain.isDraining();
  }

  /** The node is unready from now on. */
  DrainProgress beginToDrain() {
    drain.begin();
    return drain;
  }

  /** Stops showing the figures of the process. The server closes with its Vert.x. */
  void close() {
    JvmMeters shown = process;
    if (shown != null) {
      shown.close();
    }
  }
}
