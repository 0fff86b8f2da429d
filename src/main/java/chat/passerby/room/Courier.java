package chat.passerby.room;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import chat.passerby.session.NodeChannel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
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

  public Courier(NodeId self, ConnectedSessions connected, NodeChannel channel) {
    this.self = self;
    this.connected = connected;
    this.channel = channel;
  }

  public boolean isLocal(Address address) {
    return address.node().equals(self);
  }

  /** Whether an event to this address has a chance: false only when that is known not to be so. */
  public boolean reachable(Address address) {
    return !isLocal(address) || connected.isHere(address);
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
    return handover(channel.probe(node));
  }

  /** Tells the connection at an address. Never fails. */
  public Future<Handover> deliver(Address to, RoomEvent event) {
    if (isLocal(to)) {
      return connected.deliver(to, event) ? TAKEN : GONE;
    }
    return handover(
        channel.send(to.node(), RoomEventCodec.pack(new RoomEventCodec.Delivery(to, event))));
  }

  private static Future<Handover> handover(Future<Boolean> heard) {
    return heard
        .map(somebody -> somebody ? Handover.TAKEN : Handover.GONE)
        .otherwise(Handover.UNKNOWN);
  }

  /**
   * Takes a message from another node. When nobody is here for it, a frame goes back as
   * undelivered, and a match is over for the other side.
   *
   * @param calledOff takes the room of such a match, which nobody else would end
   */
  public void receive(Buffer message, Consumer<Room> calledOff) {
    RoomEventCodec.Delivery delivery;
    try {
      delivery = RoomEventCodec.unpack(message);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.warn("Dropped a message of {} bytes that is not of this version.", message.length());
      return;
    }
    if (connected.deliver(delivery.to(), delivery.event())) {
      return;
    }
    switch (delivery.event()) {
      case RoomEvent.Relay relay -> giveBack(relay);
      case RoomEvent.Matched matched -> {
        callOff(matched.room(), delivery.to().session());
        calledOff.accept(matched.room());
      }
      case RoomEvent.Rewound rewound -> {
        callOff(rewound.room(), delivery.to().session());
        calledOff.accept(rewound.room());
      }
      case RoomEvent.Undelivered lost -> {}
      case RoomEvent.Ended ended -> {}
      case RoomEvent.Unmatched unmatched -> {}
      case RoomEvent.Replaced replaced -> {}
    }
  }

  private void callOff(Room room, SessionId gone) {
    Address partner = room.partnerOf(gone).address();
    deliver(partner, new RoomEvent.Ended(room.id(), Left.Reason.GONE))
        .onSuccess(
            handover -> log.debug("A match came too late; its other side was {}.", handover));
  }

  /** Tells the sender of a frame that it was not handed on. */
  public void giveBack(RoomEvent.Relay relay) {
    RoomEvent lost = new RoomEvent.Undelivered(relay.room(), relay.kind(), relay.ref());
    deliver(relay.from(), lost)
        .onSuccess(
            handover -> {
              if (handover != Handover.TAKEN) {
                log.debug("Neither side of a relayed frame is there any more.");
              }
            });
  }
}
