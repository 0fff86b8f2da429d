package chat.passerby.prober;

import chat.passerby.device.DevicePools;
import chat.passerby.redis.RedisLink;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has synthetic visitors come at a set pace, one pair at a time. */
public final class ProberVerticle extends VerticleBase {
  private final ProberSettings settings;
  private final Function<Context, RedisLink> links;
  private final ProbeMeters meters;
  private final NodeClock clock;
  private RedisLink link;
  private ProbeDoor door;
  private long timer;
  private @Nullable ProbeVisit visit;

  /**
   * @param links makes a link, still to be started
   */
  public ProberVerticle(
      ProberSettings settings,
      Function<Context, RedisLink> links,
      ProbeMeters meters,
      NodeClock clock) {
    this.settings = settings;
    this.links = links;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    link = links.apply(context);
    door = new ProbeDoor(vertx, settings.url().orElseThrow(), settings.patience());
    timer = vertx.setPeriodic(settings.pace().toMillis(), round -> visit());
    return link.start().onSuccess(up -> visit());
  }

  private void visit() {
    if (visit == null) {
      ProbeVisit begun =
          new ProbeVisit(door, new DevicePools(link), meters, settings.patience(), clock::nanos);
      visit = begun;
      begun.run().onComplete(over -> visit = null);
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    ProbeVisit begun = visit;
    Future<Void> left = begun == null ? Future.succeededFuture() : begun.leave();
    return left.eventually(() -> door.close()).eventually(() -> link.close());
  }
}
