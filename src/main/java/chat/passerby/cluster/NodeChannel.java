package chat.passerby.cluster;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends messages to other nodes, on a direct link or on the node's own Redis channel. What is sent
 * to one node within one turn of the event loop travels together, so a burst costs one syscall and
 * not one a frame. Nothing overtakes what did not arrive: see {@link Route}. Bound to the context
 * it was made on.
 */
public final class NodeChannel {
  private final Context context;
  private final RedisLink redis;
  private final Optional<LinkMaker> links;
  private final Map<NodeId, Route> routes = new HashMap<>();
  private boolean flushComing;

  /** All messages go through Redis. */
  public NodeChannel(Context context, RedisLink redis) {
    this(context, redis, Optional.empty());
  }

  /**
   * @param links makes direct links; none when all messages go through Redis
   */
  public NodeChannel(Context context, RedisLink redis, Optional<LinkMaker> links) {
    this.context = context;
    this.redis = redis;
    this.links = links;
    links.ifPresent(
        maker ->
            maker.onDeath(
                dead ->
                    context.runOnContext(
                        turn ->
                            dead.forEach(
                                node ->
                                    Optional.ofNullable(routes.get(node))
                                        .ifPresent(Route::died)))));
  }

  /** The channel that a node listens on. */
  static String name(NodeId node) {
    return "passerby:node:" + node.value();
  }

  /**
   * Hands a message to a node.
   *
   * @return whether the node has it; if not, it is dead. Fails when Redis is away, and when too
   *     much waits for it.
   */
  public Future<Boolean> send(NodeId node, Buffer message) {
    return route(node).send(message, true);
  }

  /** As {@link #send}, for a message whose answer nobody waits for: it may come a little later. */
  public Future<Boolean> post(NodeId node, Buffer message) {
    return route(node).send(message, false);
  }

  /** Whether a node is there; fails when Redis is away. */
  public Future<Boolean> probe(NodeId node) {
    return route(node).probe();
  }

  private Route route(NodeId node) {
    if (!flushComing) {
      flushComing = true;
      context.runOnContext(turn -> flush());
    }
    return routes.computeIfAbsent(node, first -> new Route(node, redis, links));
  }

  private void flush() {
    flushComing = false;
    routes.values().removeIf(Route::isIdle);
    // A copy: whoever is told of a failure may send to yet another node.
    List.copyOf(routes.values()).forEach(Route::push);
  }
}
