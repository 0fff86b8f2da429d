package chat.passerby;

import chat.passerby.cluster.Neighbours;
import chat.passerby.gateway.socket.GatewayVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a node's visitors move to other nodes before it ends. First it serves on, unready, until
 * whoever sends it visitors has heard. Then those who are here are asked to connect anew, each at
 * its own time, and keep their chats and places while they do.
 */
final class Drain {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final long LOOK_MILLIS = 100;

  /** Which part of the time visitors are asked to move in; the rest is for the slow ones. */
  private static final int SPREAD_PART = 3;

  private final Vertx vertx;
  private final List<GatewayVerticle> gateways;
  private final Neighbours neighbours;
  private final Duration notice;
  private final Duration limit;
  private final DrainProgress progress;

  /**
   * @param notice how long it serves on while it is unready already
   * @param limit how long visitors may take to move; zero asks nobody
   * @param progress is told how many have not moved yet
   */
  Drain(
      Vertx vertx,
      List<GatewayVerticle> gateways,
      Neighbours neighbours,
      Duration notice,
      Duration limit,
      DrainProgress progress) {
    this.vertx = vertx;
    this.gateways = gateways;
    this.neighbours = neighbours;
    this.notice = notice;
    this.limit = limit;
    this.progress = progress;
  }

  /** Completes when load balancers have had the time to hear; at once when there is nobody else. */
  Future<Void> notice() {
    if (notice.isZero() || !othersAreThere()) {
      return Future.succeededFuture();
    }
    log.info("This node is unready; it serves on for {} while load balancers hear of it.", notice);
    return vertx.timer(notice.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  /** A node for moderators alone is no gateway, and so all gateways are others. */
  private boolean othersAreThere() {
    return neighbours.gateways() > (gateways.isEmpty() ? 0 : 1);
  }

  private boolean othersTakeVisitors() {
    return !gateways.isEmpty() && neighbours.gateways() > 1;
  }

  /**
   * Asks the visitors to move, and waits for them.
   *
   * @return completes when everyone has moved, nobody can, or the time is over; the answer is
   *     whether nobody was left behind who could have moved
   */
  Future<Boolean> run() {
    Duration spread = limit.dividedBy(SPREAD_PART);
    gateways.forEach(gateway -> gateway.drain(spread));
    if (limit.isZero() || !othersTakeVisitors()) {
      return Future.succeededFuture(true);
    }
    log.info("This node is going; its visitors are asked to move within {}.", limit);
    Promise<Boolean> done = Promise.promise();
    long deadline = System.nanoTime() + limit.toNanos();
    look(deadline, done);
    return done.future();
  }

  private void look(long deadline, Promise<Boolean> done) {
    Future.all(gateways.stream().map(GatewayVerticle::connections).toList())
        .onSuccess(
            counts -> {
              int left = counts.<Integer>list().stream().mapToInt(Integer::intValue).sum();
              progress.left(left);
              if (left == 0) {
                done.complete(true);
              } else if (System.nanoTime() - deadline >= 0) {
                log.warn("{} visitors had not moved in time.", left);
                done.complete(false);
              } else {
                vertx.setTimer(LOOK_MILLIS, again -> look(deadline, done));
              }
            })
        .onFailure(done::fail);
  }
}
