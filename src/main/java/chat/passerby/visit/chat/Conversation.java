package chat.passerby.visit.chat;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.LeftNews;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a visit that is spent in rooms: from {@code matched} to {@code left}. */
public final class Conversation {
  /** By then a message that was sent before the welcome has come. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

  private final Standing at;
  private final LeftNews leftNews;
  private final PartnerPresence presence;
  private final RoomRenewal renewal;
  private final LateAcks lateAcks = new LateAcks();
  private final Opening opening;
  private ChatOrder order;
  private Instant onItsWay = Instant.MIN;

  public Conversation(Standing at, LeftNews leftNews) {
    this.at = at;
    this.leftNews = leftNews;
    this.presence = new PartnerPresence(at, this::leaveRoom, () -> order.mayBeLost());
    this.renewal = new RoomRenewal(at, presence::announce);
    this.order = new ChatOrder(at::now);
    this.opening = new Opening(at);
  }

  public void leaveRoom(Chatting chatting, Left.Reason reason) {
    at.effects().add(new Effect.LeaveRoom(chatting.room(), chatting.partner(), reason));
    at.exit(chatting.room());
    leftNews.tellOfLeaving(chatting.room(), reason);
  }

  private void left(Room room, Left.Reason reason) {
    at.exit(room);
    leftNews.tell(room, reason);
  }

  /**
   * Takes a frame for the partner in the usual case, in which nothing but that is to be done.
   *
   * @return where to pass it on, or null when the frame has to be looked at by {@link #relay}
   */
  public @Nullable Address straight(Relayed frame, Buffer raw) {
    if (!(at.state() instanceof Chatting chatting)
        || !at.isIn(frame.room())
        || chatting.awayUntil().isPresent()
        || !at.restraints().areNone()
        || (frame.kind() == Relayed.Kind.CHAT && (!order.isInOrder() || opening.concerns()))) {
      return null;
    }
    taken(chatting, frame, raw);
    return chatting.partner();
  }

  public void relay(Relayed frame, Buffer raw) {
    if (!(at.state() instanceof Chatting chatting) || !at.isIn(frame.room())) {
      outOfRoom(frame);
    } else if (at.restraints().mutes(frame.kind())) {
      Refusals.muted(frame).ifPresent(at.effects()::send);
    } else if (frame.kind() == Relayed.Kind.CHAT && !order.admits(frame.ref())) {
      at.effects().send(Refusals.outOfOrder(frame, order.isHasty(), ChatOrder.RETRY));
    } else if (frame.kind() != Relayed.Kind.CHAT
        || order.knows(frame.ref())
        || !opening.takes(chatting.room(), frame, raw, () -> pass(frame, raw))) {
      pass(frame, raw);
    }
  }

  private void pass(Relayed frame, Buffer raw) {
    if (!(at.state() instanceof Chatting chatting) || !at.isIn(frame.room())) {
      outOfRoom(frame);
    } else {
      taken(chatting, frame, raw);
      if (chatting.awayUntil().isPresent()) {
        undelivered(frame.room(), frame.kind(), frame.id(), Refusals.partnerAway(frame.id()));
      } else {
        at.effects()
            .add(
                new Effect.Relay(
                    chatting.partner(),
                    new RoomEvent.Relay(frame.room(), at.self(), frame.kind(), frame.id(), raw)));
      }
    }
  }

  /** A moderator has muted the partner's camera and microphone, or allowed them again. */
  public void partnerMuted(RoomEvent.PartnerMuted muted) {
    if (at.isIn(muted.room())) {
      at.effects().send(new ServerFrame.PartnerMuted(muted.room(), muted.muted()));
    }
  }

  private void taken(Chatting chatting, Relayed frame, Buffer raw) {
    // The room's own id, whose hash is known: that of a frame is made anew for each.
    at.remember(chatting.room().id(), frame.kind(), frame.id(), raw, false);
    if (frame.kind() == Relayed.Kind.CHAT) {
      order.sent(frame.ref());
      opening.said();
    }
  }

  /** A frame came too fast and was refused, for so long. */
  public void tooFast(Relayed frame, Duration wait) {
    if (frame.kind() == Relayed.Kind.CHAT && at.isIn(frame.room())) {
      order.tooFast(frame.ref(), wait);
    }
  }

  /**
   * Sends acks that have not arrived, while the partner is here. Whoever was away sends again what
   * was not acked, but may have done so before this side knew of the return, and this side have
   * acked it to where the partner was.
   */
  private void sendLateAcks() {
    if (at.state() instanceof Chatting chatting && chatting.awayUntil().isEmpty()) {
      for (RoomEvent.Relay ack : lateAcks.takeAll()) {
        if (at.isIn(ack.room())) {
          at.deliver(chatting.partner(), ack).onSuccess(handover -> keepIfLate(handover, ack));
        }
      }
    }
  }

  private void keepIfLate(Handover handover, RoomEvent.Relay relay) {
    if (handover != Handover.TAKEN && relay.kind() == Relayed.Kind.ACK && at.isIn(relay.room())) {
      lateAcks.add(relay);
    }
  }

  /** A frame has not reached the partner, or perhaps has not. */
  public void notHandedOn(Address to, RoomEvent.Relay relay, Handover handover) {
    switch (handover) {
      case TAKEN -> {}
      // The partner need not be away for that, and would not be back.
      case UNKNOWN ->
          undelivered(relay.room(), relay.kind(), relay.ref(), Refusals.uncertain(relay.ref()));
      case GONE -> {
        undelivered(
            relay.room(), relay.kind(), relay.ref(), notThere(relay.room(), relay.ref(), to));
        presence.unreachable(relay.room(), to);
      }
    }
    keepIfLate(handover, relay);
  }

  /** What was sent did not arrive; by now this side may be in another room. */
  public void undelivered(RoomEvent.Undelivered lost) {
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
            && at.state() instanceof Chatting chatting
            && chatting.partner().epoch() > sentTo.epoch();
    return moved ? Refusals.uncertain(ref) : Refusals.partnerAway(ref);
  }

  private boolean isHere(RoomId room) {
    return at.state() instanceof Chatting chatting && at.isIn(room) && !chatting.isInDoubt();
  }

  private void undelivered(
      RoomId room, Relayed.Kind kind, Optional<String> ref, ServerFrame answer) {
    at.effects().add(new Effect.CountUndelivered(kind));
    if (kind == Relayed.Kind.CHAT) {
      if (at.isIn(room)) {
        ref.ifPresent(order::lost);
      }
      at.effects().send(answer);
    }
  }

  /** Takes a frame from the partner; false when there is no place for it. */
  private boolean keep(RoomEvent.Relay relay) {
    return at.awaitsRoom() && !at.justEnded(relay.room()) && at.early().keep(relay);
  }

  /**
   * Takes a frame from the partner in the usual case, in which it has only to be passed on.
   *
   * @return false when the frame has to be looked at by {@link #deliver}
   */
  public boolean passes(RoomEvent.Relay relay) {
    if (!(at.state() instanceof Chatting chatting)
        || !at.isIn(relay.room())
        || chatting.isInDoubt()
        || relay.from().epoch() != chatting.partner().epoch()) {
      return false;
    }
    received(chatting, relay);
    return true;
  }

  public void deliver(RoomEvent.Relay relay) {
    if (at.state() instanceof Chatting chatting && at.isIn(relay.room())) {
      // What an older connection has sent is said again by the newer one, in order.
      if (presence.isCurrent(chatting, relay.from())) {
        presence.hereAt(chatting, relay.from());
        received(chatting, relay);
        at.effects().add(new Effect.Pass(relay));
      }
    } else if (!keep(relay)) {
      at.effects().add(new Effect.GiveBack(relay));
    }
  }

  private void received(Chatting chatting, RoomEvent.Relay relay) {
    if (relay.kind() == Relayed.Kind.ACK) {
      relay.ref().ifPresent(order::acked);
    }
    at.remember(chatting.room().id(), relay.kind(), relay.ref(), relay.frame(), true);
  }

  public void over(RoomEvent.Ended over) {
    if (at.state() instanceof Chatting chatting && at.isIn(over.room().id())) {
      if (over.by().filter(by -> !presence.isCurrent(chatting, by)).isEmpty()) {
        at.pacing().excused(at.now());
        left(chatting.room(), over.reason());
      }
    } else if (at.awaitsRoom() && !at.justEnded(over.room().id())) {
      at.early().keep(over);
    } else if (at.now().isBefore(onItsWay) && !at.hasLeft(over.room().id())) {
      at.roomEnded(over.room());
      leftNews.tell(over.room(), over.reason());
    }
  }

  /** The session is in no room any more. Word of the end of its last one may be on its way. */
  public void foundNone() {
    onItsWay = at.now().plus(ON_ITS_WAY);
  }

  public void away(RoomEvent.Away away) {
    presence.away(away);
  }

  public void missing(RoomEvent.Missing missing) {
    presence.missing(missing);
  }

  public void here(RoomEvent.Here here) {
    presence.here(here);
  }

  public void nodesDied(Set<NodeId> nodes) {
    presence.nodesDied(nodes);
  }

  /** Looks at the clock. */
  public void sweep(boolean waking) {
    presence.sweep(waking);
    sendLateAcks();
    if (at.state() instanceof Chatting chatting) {
      renewal.sweep(chatting, at.now());
    }
  }

  /** Redis has lost its data. */
  public void restore(Chatting chatting) {
    renewal.restore(chatting);
    presence.sayHere(chatting);
  }

  /**
   * Makes up for what a message or Redis may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  public void refresh(Chatting chatting, boolean lost) {
    presence.sayHere(chatting);
    if (lost && presence.isElsewhere(chatting) && chatting.awayUntil().isEmpty()) {
      // An ack may be lost that nobody was told of.
      presence.sayBack(chatting);
    }
    if (lost) {
      renewal.mayBeLost();
      renewal.sweep(chatting, at.now());
    }
  }

  /**
   * A partner was found, and the visitor has been told of the wait for one.
   *
   * @param rewound whether it is an earlier one
   * @param replay takes what came about the room before this news of it
   */
  public void begin(Room room, boolean rewound, Consumer<RoomEvent> replay) {
    at.enter(room);
    at.pacing().matched(at.now());
    renewal.begun(at.now());
    order = new ChatOrder(at::now);
    opening.begin();
    at.effects().add(new Effect.Matched(room, rewound));
    at.early().of(room.id()).forEach(replay);
    at.forgetEarly();
  }

  /**
   * A chat goes on by this connection.
   *
   * @param partner where the partner was last known
   */
  public void resume(Room room, Address partner) {
    at.enter(room, partner);
    renewal.begun(at.now());
    order = new ChatOrder(at::now);
  }

  /** Tells the partner by which connection the chat goes on. */
  public void announceResumed() {
    if (at.state() instanceof Chatting chatting) {
      presence.announce(chatting);
    }
  }

  public void outOfRoom(ClientFrame.InRoom frame) {
    boolean stale = at.state() instanceof Chatting || at.justEnded(frame.room());
    at.effects().send(stale ? Refusals.staleRoom(frame) : Refusals.notInRoom(frame));
  }
}
