package chat.passerby.cluster;

import chat.passerby.cluster.BeatNodeScript.Alive;
import chat.passerby.cluster.BeatNodeScript.Beat;
import chat.passerby.cluster.BeatNodeScript.Fenced;
import chat.passerby.cluster.BeatNodeScript.Sign;
import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.RedisLink;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.SystemClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says twice a second that this node lives, and learns which others do. */
public final class Heartbeat {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final Vertx vertx;
  private final NodeId self;
  private final RedisLink link;
  private final NodeRegistry nodes;
  private final Supplier<Duties> duties;
  private final Supplier<Optional<PeerAddress>> address;
  private final Neighbours neighbours;
  private final SystemClock clock;
  private final Faults faults;
  private final Supplier<Future<Void>> letGo;
  private final Pulse pulse = new Pulse();
  private long timer;
  private boolean joins = true;
  private boolean beating;
  private boolean lettingGo;

  /**
   * @param link to Redis, not started
   * @param duties what this node does; asked on this heartbeat's thread
   * @param address where this node takes direct links, none while it does not
   * @param neighbours learns of the others
   * @param clock is set to the time that all nodes agree on
   * @param letGo lets go of everyone who is connected here, because this node has been declared
   *     dead and others look after them now; completes when that is done
   */
  public Heartbeat(
      Vertx vertx,
      NodeId self,
      RedisLink link,
      Supplier<Duties> duties,
      Supplier<Optional<PeerAddress>> address,
      Neighbours neighbours,
      SystemClock clock,
      Faults faults,
      Supplier<Future<Void>> letGo) {
    this.faults = faults;
    this.vertx = vertx;
    this.self = self;
    this.link = link;
    this.nodes = new NodeRegistry(link);
    this.duties = duties;
    this.address = address;
    this.neighbours = neighbours;
    this.clock = clock;
    this.letGo = letGo;
  }

  Future<?> start() {
    link.onUp(this::beat);
    timer = vertx.setPeriodic(NodeRegistry.BEAT.toMillis(), round -> beat());
    // The other nodes know this one before it takes visitors.
    return link.start().compose(up -> send());
  }

  private void beat() {
    // One beat at a time: behind a slow Redis several would be judged at once.
    if (beating || lettingGo) {
      return;
    }
    send().onFailure(e -> faults.report(Part.NODE, "A heartbeat failed.", e));
  }

  private Future<Void> send() {
    beating = true;
    long sent = clock.nanos();
    boolean steady = pulse.isSteady(sent);
    Duties now = duties.get();
    return nodes
        .beat(
            new Sign(self, now.crowd(), now.lanes(), joins, clock.agreed(), steady, address.get()))
        .onComplete(answered -> beating = false)
        .onFailure(e -> neighbours.unanswered())
        .onSuccess(beat -> take(beat, sent, steady))
        .mapEmpty();
  }

  private void take(Beat beat, long sent, boolean steady) {
    switch (beat) {
      case Alive alive -> {
        joins = false;
        long answered = clock.nanos();
        pulse.beat(answered);
        clock.agree(alive.time());
        neighbours.learn(alive, sent, steady);
        if (answered - sent > NodeRegistry.BEAT.toNanos()) {
          // Redis or this node was held up, and the answer may be out of date.
          beat();
        }
      }
      case Fenced fenced -> rejoin();
    }
  }

  private void rejoin() {
    log.warn("This node was declared dead; closing its connections and joining anew.");
    lettingGo = true;
    letGo
        .get()
        .onComplete(
            done -> {
              lettingGo = false;
              joins = true;
              beat();
            });
  }

  Future<?> stop() {
    vertx.cancelTimer(timer);
    return nodes
        .remove(self)
        .eventually(link::close)
        .onFailure(e -> faults.report(Part.NODE, "The heartbeat did not end in order.", e))
        .otherwiseEmpty();
  }
}
