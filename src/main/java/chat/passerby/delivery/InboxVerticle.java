package chat.passerby.delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;

/** Deploys a node's {@link Inbox}. */
public final class InboxVerticle extends VerticleBase {
  private final Function<Context, Inbox> assembly;
  private Inbox inbox;

  /**
   * @param assembly puts the inbox together for the verticle's context
   */
  public InboxVerticle(Function<Context, Inbox> assembly) {
    this.assembly = assembly;
  }

  @Override
  public Future<?> start() {
    inbox = assembly.apply(context);
    return inbox.start();
  }

  @Override
  public Future<?> stop() {
    return inbox.stop();
  }
}
