package chat.passerby.gateway;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when Redis has lost its data. Each gateway keeps a mark in every lane; when one is
 * missing, the gateway writes again what its visitors need, as all other gateways do.
 */
public final class LossWatch {
  private static final Logger log = LoggerFactory.getLogger(LossWatch.class);

  /** How often the marks are checked. */
  public static final Duration PERIOD = Duration.ofSeconds(1);

  /** How long it takes until every gateway has noticed a loss and written what it knows. */
  static final Duration MENDING = Duration.ofSeconds(4);

  /** How long a mark outlives its gateway. */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final RedisLink link;
  private final List<String> marks;
  private final Vertx vertx;
  private final Faults faults;
  private Runnable lost = () -> {};
  private boolean marked;
  private boolean looking;
  private int mending;

  public LossWatch(Vertx vertx, RedisLink link, List<Lane> lanes, Faults faults) {
    this.faults = faults;
    String gateway = UUID.randomUUID().toString();
    this.link = link;
    this.marks = lanes.stream().map(lane -> lane.key("mark:" + gateway)).toList();
    this.vertx = vertx;
  }

  /**
   * Says what to do when data is lost, in place of nothing.
   *
   * @param mend writes again what the visitors here need
   */
  public void onLoss(Runnable mend) {
    lost = mend;
  }

  /** Checks whether the marks are there, and sets them. */
  public void round() {
    if (looking) {
      return;
    }
    looking = true;
    link.batch(marks.stream().map(LossWatch::set).toList())
        .onComplete(
            before -> {
              looking = false;
              if (marked && before.contains(null)) {
                noticed();
              }
              marked = true;
            },
            e -> {
              looking = false;
              faults.report(Part.NODE, "A gateway's marks in Redis were not checked.", e);
            });
  }

  /** Whether Redis may still lack what gateways are writing again after a loss. */
  public Future<Boolean> isMending() {
    if (!marked || mending > 0) {
      return Future.succeededFuture(mending > 0);
    }
    return link.send(Request.cmd(Command.EXISTS).arg(marks.get(0)))
        .map(
            there -> {
              if (!Replies.yes(there) && mending == 0) {
                noticed();
                round();
              }
              return mending > 0;
            });
  }

  private void noticed() {
    mending++;
    vertx.setTimer(MENDING.toMillis(), timer -> mending--);
    log.warn("Redis has lost data; writing again what the visitors of this node need.");
    lost.run();
  }

  private static Request set(String mark) {
    return Request.cmd(Command.SET).arg(mark).arg("1").arg("PX").arg(MEMORY.toMillis()).arg("GET");
  }
}
