package chat.passerby.delivery;

import chat.passerby.cluster.NodeInbox;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;

/** Hands what other nodes send to this one to the connections here. */
public final class Inbox {
  private final RedisLink link;
  private final Subscriber subscriber;
  private final NodeInbox channel;
  private final HeldMessages messages;
  private final Runnable missed;
  private final Faults faults;

  /**
   * @param link to Redis, not started
   * @param subscriber hears this node's channel; not started
   * @param messages takes what comes
   * @param missed called when messages may have been lost, once they arrive again
   */
  public Inbox(
      RedisLink link,
      Subscriber subscriber,
      NodeInbox channel,
      HeldMessages messages,
      Runnable missed,
      Faults faults) {
    this.link = link;
    this.subscriber = subscriber;
    this.channel = channel;
    this.messages = messages;
    this.missed = missed;
    this.faults = faults;
  }

  Future<?> start() {
    return link.start()
        .compose(up -> subscriber.start())
        .compose(up -> channel.open(messages::take))
        .onSuccess(open -> subscriber.onResubscribed(missed));
  }

  Future<?> stop() {
    return channel
        .close()
        .eventually(subscriber::close)
        .eventually(link::close)
        .onFailure(e -> faults.report(Part.NODE, "The inbox did not end in order.", e))
        .otherwiseEmpty();
  }
}
