package chat.passerby.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;

/** Deploys a node's {@link Heartbeat}. */
public final class HeartbeatVerticle extends VerticleBase {
  private final Function<Context, Heartbeat> assembly;
  private Heartbeat heartbeat;

  /**
   * @param assembly puts the heartbeat together for the verticle's context
   */
  public HeartbeatVerticle(Function<Context, Heartbeat> assembly) {
    this.assembly = assembly;
  }

  @Override
  public Future<?> start() {
    heartbeat = assembly.apply(context);
    return heartbeat.start();
  }

  @Override
  public Future<?> stop() {
    return heartbeat.stop();
  }
}
