package chat.passerby.matchmaking.pairing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;

/** Deploys the pairing of all lanes, on a worker thread. */
public final class PairingVerticle extends VerticleBase {
  private final Function<Context, PairedLanes> assembly;
  private PairedLanes lanes;

  /**
   * @param assembly puts the pairing together for the verticle's context
   */
  public PairingVerticle(Function<Context, PairedLanes> assembly) {
    this.assembly = assembly;
  }

  @Override
  public Future<?> start() {
    lanes = assembly.apply(context);
    return lanes.start();
  }

  @Override
  public Future<?> stop() {
    return lanes.stop();
  }
}
