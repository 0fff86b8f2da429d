package chat.passerby.delivery;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.NodeChannel;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an event to the connection that holds a session: directly when it is on this node, else
 * over that node's channel. What one caller sends to one address arrives in the order sent. One for
 * each event loop.
 */
public final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Future<Handover> TAKEN = Future.succeededFuture(Handover.TAKEN);
  private static final Future<Handover> GONE = Future.succeededFuture(Handover.GONE);

  private final NodeId self;
  private final ConnectedSessions connected;
  private final NodeChannel channel;
  private final Neighbours neighbours;
  private final Faults faults;
  private Future<Boolean> lastHeard = Future.succeededFuture(true);
  private Future<Handover> lastTold = TAKEN;

  public Courier(
      NodeId self,
      ConnectedSessions connected,
      NodeChannel channel,
      Neighbours neighbours,
      Faults faults) {
    this.self = self;
    this.faults = faults;
    this.connected = connected;
    this.channel = channel;
    this.neighbours = neighbours;
  }

  public boolean isLocal(Address address) {
    return address.node().equals(self);
  }

  /** False only when it is known that an event to this address reaches nobody. */
  public boolean reachable(Address address) {
    return isLocal(address) ? connected.isHere(address) : !neighbours.isDead(address.node());
  }

  /** Whether the connection at this address is on this node; to be called on any thread. */
  public boolean isHere(Address address) {
    return isLocal(address) && connected.isHere(address);
  }

  /**
   * Tells a connection on this node; to be called on any thread.
   *
   * @return false when it is not here any more
   */
  public boolean deliverHere(Address to, RoomEvent event) {
    return connected.deliver(to, event);
  }

  /** Asks whether a node is there to be told anything. Never fails. */
  public Future<Handover> ask(NodeId node) {
    if (node.equals(self)) {
      return TAKEN;
    }
    return neighbours.isDead(node)
        ? GONE
        : handover(channel.probe(node)).onFailure(this::lost).otherwise(Handover.UNKNOWN);
  }

  /** Tells the connection at an address. Never fails. */
  public Future<Handover> deliver(Address to, RoomEvent event) {
    if (event instanceof RoomEvent.Relay && !isLocal(to) && !neighbours.isDead(to.node())) {
      return relay(to, event);
    }
    return safe(tell(to, event));
  }

  private Future<Handover> safe(Future<Handover> told) {
    return told.succeeded() ? told : told.onFailure(this::lost).otherwise(Handover.UNKNOWN);
  }

  /** Nearly all that goes to other nodes: what travels together has one answer. */
  private Future<Handover> relay(Address to, RoomEvent event) {
    Future<Boolean> heard = channel.post(to.node(), packed(to, event));
    if (heard != lastHeard) {
      lastHeard = heard;
      lastTold = safe(handover(heard));
    }
    return lastTold;
  }

  private void lost(Throwable cause) {
    faults.report(Part.DELIVERY, "It is unknown whether another node received an event.", cause);
  }

  /** Tells the connection at an address; fails when it is unknown whether that worked. */
  public Future<Handover> tell(Address to, RoomEvent event) {
    if (isLocal(to)) {
      return connected.deliver(to, event) ? TAKEN : GONE;
    }
    return neighbours.isDead(to.node()) ? GONE : send(to, event);
  }

  private Future<Handover> send(Address to, RoomEvent event) {
    return handover(channel.send(to.node(), packed(to, event)));
  }

  private static Buffer packed(Address to, RoomEvent event) {
    return RoomEventCodec.pack(new RoomEventCodec.Delivery(to, event));
  }

  private static Future<Handover> handover(Future<Boolean> heard) {
    return heard.map(somebody -> somebody ? Handover.TAKEN : Handover.GONE);
  }

  /**
   * Takes a message from another node. When nobody is here for it, a frame goes back as
   * undelivered, and a partner who says {@code Here} learns that nobody is here.
   */
  public void receive(Buffer message, MissedNews missed) {
    PackedReader.read(Written.EVENT, message, RoomEventCodec::unpack, faults)
        .ifPresent(delivery -> receive(delivery, missed));
  }

  private void receive(RoomEventCodec.Delivery delivery, MissedNews missed) {
    if (connected.deliver(delivery.to(), delivery.event())) {
      return;
    }
    switch (delivery.event()) {
      case RoomEvent.Relay relay -> {
        sayMissing(relay.room(), relay.from(), delivery.to());
        giveBack(relay);
      }
      case RoomEvent.Matched matched -> missed(matched.room(), delivery.to(), missed);
      case RoomEvent.Rewound rewound -> missed(rewound.room(), delivery.to(), missed);
      case RoomEvent.Here here -> sayMissing(here.room(), here.from(), delivery.to());
      case RoomEvent.Ended ended -> missed.end(ended, delivery.to());
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Away away -> {}
      case RoomEvent.Missing missing -> {}
      case RoomEvent.Unmatched unmatched -> {}
      case RoomEvent.Replaced replaced -> {}
      case RoomEvent.Untold untold -> {}
      case RoomEvent.StillIn in -> {}
      case RoomEvent.Sanctioned sanctioned -> {}
      case RoomEvent.PartnerMuted muted -> {}
      case RoomEvent.Vouch vouch -> {}
    }
  }

  private void missed(Room room, Address absent, MissedNews missed) {
    missed.match(room, absent, connected.goesOnElsewhere(absent));
  }

  private void sayMissing(RoomId room, Address to, Address absent) {
    deliver(to, new RoomEvent.Missing(room, absent))
        .onSuccess(
            handover -> log.trace("Told a partner that nobody is at its address: {}.", handover));
  }

  /**
   * Tells the sender of a frame that it was not handed on. Its node lives, whatever has been heard
   * of it: it may have been declared dead and have come back a moment ago.
   */
  public void giveBack(RoomEvent.Relay relay) {
    Address sender = relay.from();
    RoomEvent lost = new RoomEvent.Undelivered(relay.room(), relay.kind(), relay.ref());
    Future<Handover> told = isLocal(sender) ? tell(sender, lost) : send(sender, lost);
    told.onFailure(this::lost)
        .onSuccess(
            handover -> {
              if (handover != Handover.TAKEN) {
                log.debug("Both sides of a relayed frame are gone.");
              }
            });
  }
}
