package chat.passerby.fault;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What all visitors of a run share. Everything runs on one event loop.
 *
 * @param nodes where one may connect to just now
 */
record Surroundings(
    Vertx vertx,
    HttpClient http,
    WebSocketClient sockets,
    RunClock clock,
    Supplier<List<Link.Node>> nodes) {

  /** Some node, and another one than the last if there is one. */
  Link.Node anotherThan(Link.Node last, Random random) {
    List<Link.Node> all = nodes.get();
    List<Link.Node> others = all.stream().filter(each -> !each.equals(last)).toList();
    List<Link.Node> choice = others.isEmpty() ? all : others;
    return choice.get(random.nextInt(choice.size()));
  }
}
