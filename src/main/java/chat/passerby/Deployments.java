package chat.passerby;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What a node has deployed, so that it can end all of it in the other order. */
final class Deployments {
  private final Vertx vertx;
  private final List<String> ids = new CopyOnWriteArrayList<>();

  Deployments(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Deploys one instance, and returns its id. */
  Future<String> add(Supplier<? extends Deployable> verticle) {
    return add(verticle, new DeploymentOptions());
  }

  /** Deploys as many instances as the options say, and returns the id of all together. */
  Future<String> add(Supplier<? extends Deployable> verticle, DeploymentOptions options) {
    return vertx.deployVerticle(verticle, options).onSuccess(ids::add);
  }

  /** Ends what has that id. */
  Future<Void> end(String id) {
    ids.remove(id);
    return vertx.undeploy(id);
  }

  /** Ends one after the other, the newest first, whether or not the others ended in order. */
  Future<Void> endAll() {
    List<String> newestFirst = new ArrayList<>(ids);
    Collections.reverse(newestFirst);
    Future<Void> ended = Future.succeededFuture();
    for (String id : newestFirst) {
      ended = ended.eventually(() -> end(id));
    }
    return ended;
  }
}
