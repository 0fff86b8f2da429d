package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.LinkSettings;
import chat.passerby.redis.RedisEndpoint;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every second that this node lives: a shell round the {@link NodeRegistry}. */
public final class HeartbeatVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(HeartbeatVerticle.class);

  private final NodeId self;
  private final RedisEndpoint redis;
  private final LinkSettings links;
  private final IntSupplier sessions;
  private RedisLink link;
  private NodeRegistry nodes;
  private long timer;

  /**
   * @param sessions how many are connected to this node; asked on this verticle's thread
   */
  public HeartbeatVerticle(
      NodeId self, RedisEndpoint redis, LinkSettings links, IntSupplier sessions) {
    this.self = self;
    this.redis = redis;
    this.links = links;
    this.sessions = sessions;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, redis, links, "heartbeat");
    nodes = new NodeRegistry(link);
    link.onUp(this::beat);
    timer = vertx.setPeriodic(NodeRegistry.BEAT.toMillis(), round -> beat());
    return link.start();
  }

  private void beat() {
    nodes
        .beat(self, sessions.getAsInt())
        .onFailure(e -> log.trace("No heartbeat: {}", e.getMessage()));
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return nodes.remove(self).eventually(() -> link.close()).otherwiseEmpty();
  }
}
