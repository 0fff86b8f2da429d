package chat.passerby.room;

import chat.passerby.protocol.NodeId;
import chat.passerby.redis.LinkSettings;
import chat.passerby.redis.RedisEndpoint;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.Subscriber;
import chat.passerby.session.NodeChannel;
import chat.passerby.session.NodeInbox;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what other nodes send to this one to the connections here: a shell round a courier. */
public final class InboxVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(InboxVerticle.class);

  private final NodeId self;
  private final RedisEndpoint redis;
  private final LinkSettings links;
  private final ConnectedSessions connected;
  private final Runnable missed;
  private RedisLink link;
  private Subscriber subscriber;

  /**
   * @param missed called when messages may have been lost, once they arrive again
   */
  public InboxVerticle(
      NodeId self,
      RedisEndpoint redis,
      LinkSettings links,
      ConnectedSessions connected,
      Runnable missed) {
    this.self = self;
    this.redis = redis;
    this.links = links;
    this.connected = connected;
    this.missed = missed;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, redis, links, "inbox");
    subscriber = Subscriber.create(vertx, redis, links, link, "inbox");
    Courier courier = new Courier(self, connected, new NodeChannel(context, link));
    LeaveRoomScript leave = new LeaveRoomScript(new ScriptRunner(link));
    return link.start()
        .compose(up -> subscriber.start())
        .compose(
            up ->
                new NodeInbox(subscriber, self)
                    .open(message -> courier.receive(message, room -> end(leave, room))))
        .onSuccess(open -> subscriber.onResubscribed(missed));
  }

  private static void end(LeaveRoomScript leave, Room room) {
    leave.run(room).onFailure(e -> log.debug("A room stays in Redis until it expires."));
  }

  /** Whether messages from other nodes arrive. */
  public boolean isUp() {
    return link.isUp();
  }

  @Override
  public Future<?> stop() {
    return subscriber.close().eventually(() -> link.close()).otherwiseEmpty();
  }
}
