package chat.passerby.redis.link;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * What is behind a {@code RedisLink}: one server, or those of a cluster. All methods are called on
 * one event loop, except {@link #isUp}.
 */
public interface Servers {

  /** Begins to connect, and goes on for ever. */
  void start();

  /** Completes when all is there for the first time; fails when the end comes before. */
  Future<Void> started();

  void send(Request request, Promise<Response> promise);

  void batch(List<Request> requests, Promise<List<Response>> promise);

  /** Sends a command without a key to every server; fails when any of them does not do it. */
  Future<Void> ask(Request request);

  /** The links to all servers that have keys; none while any of them is away. */
  List<ServerLink> each();

  boolean isUp();

  Future<Void> close();
}
