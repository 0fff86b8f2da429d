package chat.passerby;

import chat.passerby.cluster.Duties;
import chat.passerby.cluster.Heartbeat;
import chat.passerby.cluster.NodeInbox;
import chat.passerby.delivery.Courier;
import chat.passerby.delivery.HeldMessages;
import chat.passerby.delivery.Inbox;
import chat.passerby.delivery.MissedNews;
import chat.passerby.delivery.Successors;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.session.KeptSessions;
import chat.passerby.time.SystemClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Puts together how a node shows the others that it lives, and hears from them. */
public record ClusterAssembly(NodeParts node) {

  /**
   * What hears from other nodes, still to be started.
   *
   * @param missed called when messages may have been lost, once they arrive again
   */
  public Inbox inbox(Context context, Runnable missed) {
    RedisLink link = node.link(context, "inbox");
    Subscriber subscriber = node.subscriber(context, link, "inbox");
    ScriptRunner runner = new ScriptRunner(link);
    Courier courier = node.courier(context, link);
    KeptSessions sessions = new KeptSessions(link, runner);
    MissedNews missedNews =
        new MissedNews(
            courier,
            new LeaveRoomScript(runner),
            new UntoldEnds(sessions, courier),
            new Successors(sessions, courier),
            node.faults());
    HeldMessages messages =
        new HeldMessages(node.neighbours(), message -> courier.receive(message, missedNews));
    node.neighbours().onCurrent(() -> context.runOnContext(turn -> messages.release()));
    return new Inbox(
        link,
        subscriber,
        new NodeInbox(context.owner(), subscriber, node.self(), node.peers(), node.faults()),
        messages,
        missed,
        node.faults());
  }

  /**
   * What says that the node lives, still to be started.
   *
   * @param clock is set to the time that all nodes agree on
   * @param duties what this node does
   * @param letGo lets go of everyone who is connected here; completes when that is done
   */
  public Heartbeat heartbeat(
      Context context, SystemClock clock, Supplier<Duties> duties, Supplier<Future<Void>> letGo) {
    return new Heartbeat(
        context.owner(),
        node.self(),
        node.link(context, "heartbeat"),
        duties,
        node.peers()::address,
        node.neighbours(),
        clock,
        node.faults(),
        letGo);
  }
}
