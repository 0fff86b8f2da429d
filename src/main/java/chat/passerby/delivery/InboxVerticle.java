package chat.passerby.delivery;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.cluster.NodeInbox;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.session.KeptSessions;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Hands what other nodes send to this one to the connections here: a shell round a courier. */
public final class InboxVerticle extends VerticleBase {
  private final NodeId self;
  private final RedisEndpoint redis;
  private final LinkSettings links;
  private final ConnectedSessions connected;
  private final Neighbours neighbours;
  private final Faults faults;
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
      Neighbours neighbours,
      Faults faults,
      Runnable missed) {
    this.self = self;
    this.redis = redis;
    this.links = links;
    this.connected = connected;
    this.neighbours = neighbours;
    this.faults = faults;
    this.missed = missed;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, redis, links, "inbox");
    subscriber = Subscriber.create(vertx, redis, links, link, "inbox");
    Courier courier =
        new Courier(self, connected, new NodeChannel(context, link), neighbours, faults);
    ScriptRunner runner = new ScriptRunner(link);
    MissedNews missedNews =
        new MissedNews(
            courier,
            new LeaveRoomScript(runner),
            new UntoldEnds(new KeptSessions(link, runner), courier),
            faults);
    HeldMessages messages =
        new HeldMessages(neighbours, message -> courier.receive(message, missedNews));
    neighbours.onCurrent(() -> context.runOnContext(turn -> messages.release()));
    return link.start()
        .compose(up -> subscriber.start())
        .compose(up -> new NodeInbox(subscriber, self, faults).open(messages::take))
        .onSuccess(open -> subscriber.onResubscribed(missed));
  }

  /** Whether messages from other nodes arrive. */
  public boolean isUp() {
    return link.isUp();
  }

  @Override
  public Future<?> stop() {
    return subscriber
        .close()
        .eventually(() -> link.close())
        .onFailure(e -> faults.report(Part.NODE, "The inbox did not end in order.", e))
        .otherwiseEmpty();
  }
}
