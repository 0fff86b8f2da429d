package chat.passerby.gateway;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The part of a visit that is spent in rooms: from {@code matched} to {@code left}. */
final class Conversation {
  private final Standing at;
  private final LeftNews leftNews;
  private final PartnerPresence presence;
  private final RoomRenewal renewal;
  private final LateAcks lateAcks = new LateAcks();
  private ChatOrder order;

  Conversation(Standing at, LeftNews leftNews) {
    this.at = at;
    this.leftNews = leftNews;
    this.presence = new PartnerPresence(at, this::leaveRoom, () -> order.mayBeLost());
    this.renewal = new RoomRenewal(at, presence::announce);
    this.order = new ChatOrder(at.parts.clock());
  }

  void leaveRoom(Chatting chatting, Left.Reason reason) {
    at.parts.departures().leave(chatting.room(), at.self, chatting.partner(), reason);
    at.exit(chatting.room());
    leftNews.tellOfLeaving(chatting.room(), reason);
  }

  private void left(Room room, Left.Reason reason) {
    at.exit(room);
    leftNews.tell(room, reason);
  }

  void relay(Relayed frame, Buffer raw) {
    if (!(at.state instanceof Chatting chatting) || !at.isIn(frame.room())) {
      outOfRoom(frame);
    } else if (frame.kind() == Relayed.Kind.CHAT && !order.admits(frame.ref())) {
      at.connection.send(
          order.isHasty()
              ? Refusals.rateLimited(Optional.of(frame.ref()), ChatOrder.RETRY)
              : Refusals.outOfOrder(frame, ChatOrder.RETRY));
    } else {
      at.remember(frame.room(), frame.kind(), frame.id(), raw, false);
      relay(frame, raw, chatting);
    }
  }

  /** A frame came too fast and was refused, for so long. */
  void tooFast(Relayed frame, Duration wait) {
    if (frame.kind() == Relayed.Kind.CHAT && at.isIn(frame.room())) {
      order.tooFast(frame.ref(), wait);
    }
  }

  private void relay(Relayed frame, Buffer raw, Chatting chatting) {
    if (frame.kind() == Relayed.Kind.CHAT) {
      order.sent(frame.ref());
    }
    if (chatting.awayUntil().isPresent()) {
      undelivered(frame, Refusals.partnerAway(frame.id()));
      return;
    }
    RoomEvent.Relay relay =
        new RoomEvent.Relay(frame.room(), at.self, frame.kind(), frame.id(), raw);
    at.follow(
        at.parts.courier().deliver(chatting.partner(), relay),
        result -> {
          handedOn(result, chatting, frame);
          keepIfLate(result, relay);
        });
  }

  private void keepIfLate(Handover handover, RoomEvent.Relay relay) {
    if (handover == Handover.UNKNOWN && relay.kind() == Relayed.Kind.ACK && at.isIn(relay.room())) {
      lateAcks.add(relay);
    }
  }

  /** An away partner sends again what was not acked, and is acked again. */
  private void sendLateAcks() {
    for (RoomEvent.Relay ack : lateAcks.takeAll()) {
      if (at.state instanceof Chatting chatting
          && at.isIn(ack.room())
          && chatting.awayUntil().isEmpty()) {
        at.follow(
            at.parts.courier().deliver(chatting.partner(), ack), result -> keepIfLate(result, ack));
      }
    }
  }

  private void handedOn(Handover handover, Chatting chatting, Relayed frame) {
    switch (handover) {
      case TAKEN ->
          at.parts.meters().relayed(frame.kind(), at.parts.courier().isLocal(chatting.partner()));
      // The partner need not be away for that, and would not be back.
      case UNKNOWN -> undelivered(frame, Refusals.uncertain(frame));
      case GONE -> {
        undelivered(frame, notThere(frame.room(), frame.id(), chatting.partner()));
        presence.unreachable(chatting);
      }
    }
  }

  private void undelivered(Relayed frame, ServerFrame answer) {
    undelivered(frame.room(), frame.kind(), frame.id(), answer);
  }

  /** What was sent did not arrive; by now this side may be in another room. */
  void undelivered(RoomEvent.Undelivered lost) {
    ServerFrame answer =
        isHere(lost.room()) ? Refusals.uncertain(lost.ref()) : Refusals.partnerAway(lost.ref());
    undelivered(lost.room(), lost.kind(), lost.ref(), answer);
  }

  /**
   * Who is told that the partner is away waits for word that it is back. No such word comes of a
   * partner who is known to be here by now, only not where the frame was sent.
   */
  private ServerFrame notThere(RoomId room, Optional<String> ref, Address sentTo) {
    boolean moved =
        isHere(room)
            && at.state instanceof Chatting chatting
            && chatting.partner().epoch() > sentTo.epoch();
    return moved ? Refusals.uncertain(ref) : Refusals.partnerAway(ref);
  }

  private boolean isHere(RoomId room) {
    return at.state instanceof Chatting chatting && at.isIn(room) && !chatting.isInDoubt();
  }

  private void undelivered(
      RoomId room, Relayed.Kind kind, Optional<String> ref, ServerFrame answer) {
    at.parts.meters().undelivered(kind);
    if (kind == Relayed.Kind.CHAT) {
      if (at.isIn(room)) {
        ref.ifPresent(order::lost);
      }
      at.connection.send(answer);
    }
  }

  void deliver(RoomEvent.Relay relay) {
    boolean taken;
    if (at.state instanceof Chatting chatting && at.isIn(relay.room())) {
      if (!presence.isCurrent(chatting, relay.from())) {
        // Its sender says it again by the newer connection, in order.
        return;
      }
      presence.hereAt(chatting, relay.from());
      if (relay.kind() == Relayed.Kind.ACK) {
        relay.ref().ifPresent(order::acked);
      }
      taken = at.connection.sendRaw(relay.frame());
    } else {
      taken = at.awaitsRoom() && !at.justEnded(relay.room()) && at.early.keep(relay);
    }
    if (!taken) {
      at.parts.courier().giveBack(relay);
    } else if (at.isIn(relay.room())) {
      at.remember(relay.room(), relay.kind(), relay.ref(), relay.frame(), true);
    }
  }

  void over(RoomEvent.Ended over) {
    if (at.state instanceof Chatting chatting && at.isIn(over.room().id())) {
      if (over.by().filter(by -> !presence.isCurrent(chatting, by)).isEmpty()) {
        at.haste.excused();
        left(chatting.room(), over.reason());
      }
    } else if (at.awaitsRoom() && !at.justEnded(over.room().id())) {
      at.early.keep(over);
    }
  }

  void away(RoomEvent.Away away) {
    presence.away(away);
  }

  void missing(RoomEvent.Missing missing) {
    presence.missing(missing);
  }

  void here(RoomEvent.Here here) {
    presence.here(here);
  }

  void nodesDied(Set<NodeId> nodes) {
    presence.nodesDied(nodes);
  }

  /** Looks at the clock. */
  void sweep(Instant now) {
    presence.sweep(now);
    sendLateAcks();
    if (at.state instanceof Chatting chatting) {
      renewal.sweep(chatting, now);
    }
  }

  /** Redis has lost its data. */
  void restore(Chatting chatting) {
    renewal.restore(chatting);
    presence.sayHere(chatting);
  }

  /**
   * Makes up for what a message or Redis may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  void refresh(Chatting chatting, boolean lost) {
    presence.sayHere(chatting);
    if (lost && presence.isElsewhere(chatting) && chatting.awayUntil().isEmpty()) {
      // An ack may be lost that nobody was told of.
      presence.sayBack(chatting);
    }
    if (lost) {
      renewal.mayBeLost();
      renewal.sweep(chatting, at.parts.clock().instant());
    }
  }

  /**
   * A partner was found, and the visitor has been told of the wait for one.
   *
   * @param frame what the visitor is told
   * @param replay takes what came about the room before this news of it
   */
  void begin(
      Room room, Function<ServerFrame.Matched, ServerFrame> frame, Consumer<RoomEvent> replay) {
    at.enter(room);
    at.haste.matched();
    renewal.begun(at.parts.clock().instant());
    order = new ChatOrder(at.parts.clock());
    at.connection.send(frame.apply(matched(room)));
    at.early.of(room.id()).forEach(replay);
    at.early.forget(at.parts.courier());
  }

  /**
   * A chat goes on by this connection.
   *
   * @param partner where the partner was last known
   * @return what the visitor is told
   */
  ServerFrame.Matched resume(Room room, Address partner) {
    at.enter(room, partner);
    renewal.begun(at.parts.clock().instant());
    order = new ChatOrder(at.parts.clock());
    return matched(room);
  }

  /** Tells the partner by which connection the chat goes on. */
  void announceResumed() {
    if (at.state instanceof Chatting chatting) {
      presence.announce(chatting);
    }
  }

  private ServerFrame.Matched matched(Room room) {
    return new ServerFrame.Matched(
        room.id(),
        room.polite(at.self.session()),
        room.lane().mode(),
        room.interests(),
        room.language(),
        at.parts.iceServers().fresh(at.self.session()));
  }

  void outOfRoom(ClientFrame.InRoom frame) {
    boolean inAnother = at.state instanceof Chatting;
    if (inAnother || at.justEnded(frame.room())) {
      at.connection.send(Refusals.staleRoom(frame));
    } else {
      at.connection.send(Refusals.wrongState(frame, "You are not in a room."));
    }
  }
}
