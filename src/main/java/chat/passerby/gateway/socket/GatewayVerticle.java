package chat.passerby.gateway.socket;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Function;

/** Deploys a {@link Gateway}, once for each core, and reaches it from other threads. */
public final class GatewayVerticle extends VerticleBase {
  private final Function<Context, Gateway> assembly;
  private Gateway gateway;

  /**
   * @param assembly puts the gateway together for the verticle's event loop
   */
  public GatewayVerticle(Function<Context, Gateway> assembly) {
    this.assembly = assembly;
  }

  @Override
  public Future<?> start() {
    gateway = assembly.apply(context);
    return gateway.start();
  }

  /** The port in use, once started. */
  public int port() {
    return gateway.port();
  }

  /** Makes up for messages from other nodes that may have been missed. */
  public void refresh() {
    context.runOnContext(turn -> gateway.connections().refresh(true));
  }

  /** Takes nobody any more, and asks everyone to connect elsewhere within {@code spread}. */
  public void drain(Duration spread) {
    context.runOnContext(turn -> gateway.connections().drain(spread));
  }

  /** How many sockets are open here. */
  public Future<Integer> connections() {
    Promise<Integer> count = Promise.promise();
    context.runOnContext(turn -> count.complete(gateway.connections().count()));
    return count.future();
  }

  /** Closes all connections, whose sessions others look after by now. */
  public Future<Void> letGo() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          gateway.connections().letGo();
          done.complete();
        });
    return done.future();
  }

  @Override
  public Future<?> stop() {
    return gateway.stop();
  }
}
