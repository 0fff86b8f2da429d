package chat.passerby.visit.chat;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.visit.state.PastRooms;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The part of a chat that follows where the partner is. Whoever stays looks after the grace of who
 * is away: no other node has to live for it, and a chat that both have left is forgotten by itself.
 *
 * <p>The partner is known by the latest connection heard of. What comes from an older one changes
 * nothing: it may have been on its way, or its node asleep, for long.
 */
public final class PartnerPresence {
  /** Who moves from one connection to another has said so by then, even when Redis is slow. */
  private static final Duration MOVE = Duration.ofSeconds(2);

  private final Standing at;
  private final BiConsumer<Chatting, Left.Reason> leave;
  private final Runnable back;

  /**
   * @param leave ends the chat for both
   * @param back takes note that what was sent to the partner before may be lost
   */
  public PartnerPresence(Standing at, BiConsumer<Chatting, Left.Reason> leave, Runnable back) {
    this.at = at;
    this.leave = leave;
    this.back = back;
  }

  /** Whether what comes from this connection of the partner counts. */
  public boolean isCurrent(Chatting chatting, Address from) {
    return from.epoch() >= chatting.partner().epoch();
  }

  /** The partner's connection at this address has dropped. */
  public void away(RoomEvent.Away away) {
    if (at.state() instanceof Chatting chatting && at.isIn(away.room())) {
      awayFrom(chatting, away.from());
    }
  }

  /** The partner is not connected at this address, or not any more. */
  public void missing(RoomEvent.Missing missing) {
    if (at.state() instanceof Chatting chatting && at.isIn(missing.room())) {
      miss(chatting, missing.from());
    }
  }

  /** The partner could not be reached at this address. */
  public void unreachable(RoomId room, Address partner) {
    if (at.state() instanceof Chatting now && at.isIn(room)) {
      if (at.isLocal(partner)) {
        miss(now, partner);
      } else {
        awayFrom(now, partner);
      }
    }
  }

  /**
   * A node that lives holds on to whoever has dropped and may come back. Who is unknown there has
   * left or moved, and word of that is on its way: only if none comes is the partner away.
   */
  private void miss(Chatting chatting, Address address) {
    if (isCurrent(chatting, address) && !chatting.isInDoubt()) {
      at.become(chatting.missedSince(at.now()));
    }
  }

  /** Nodes have died, perhaps with the partner. */
  public void nodesDied(Set<NodeId> nodes) {
    if (at.state() instanceof Chatting chatting && nodes.contains(chatting.partner().node())) {
      awayFrom(chatting, chatting.partner());
    }
  }

  private void awayFrom(Chatting chatting, Address address) {
    if (!isCurrent(chatting, address) || chatting.awayUntil().isPresent()) {
      return;
    }
    Duration grace = at.settings().grace();
    if (grace.isZero()) {
      giveUp(chatting);
      return;
    }
    Instant until = at.now().plus(grace);
    at.become(chatting.awayUntil(until));
    at.effects().send(new ServerFrame.PartnerAway(chatting.room().id(), until));
  }

  /** The partner says to be in the room. */
  public void here(RoomEvent.Here here) {
    if (at.state() instanceof Chatting chatting && at.isIn(here.room())) {
      boolean moved = here.from().epoch() > chatting.partner().epoch();
      hereAt(chatting, here.from());
      if (moved && at.state() instanceof Chatting now) {
        // It may know this side by an older connection, both having come back at once.
        announce(now);
      }
    } else {
      // A room that was left is never entered again, whatever this side waits for.
      at.past()
          .find(here.room(), PastRooms.MEMORY, at.now())
          .ifPresentOrElse(
              past -> tellOfTheEnd(past.room(), here.from()), () -> keepOrSayNotThere(here));
    }
  }

  /** This side has never heard of the room. The news may be on its way, if it awaits a room. */
  private void keepOrSayNotThere(RoomEvent.Here here) {
    if (at.awaitsRoom()) {
      at.early().keep(here);
    } else {
      at.tell(here.from(), new RoomEvent.Missing(here.room(), at.self()));
    }
  }

  /** Whoever did not hear of the end, having been on the way, hears of it now. */
  private void tellOfTheEnd(Room room, Address partner) {
    at.tell(partner, new RoomEvent.Ended(room, Left.Reason.GONE, Optional.of(at.self())));
  }

  /** Something that only a partner in the room sends has come from this address. */
  public void hereAt(Chatting chatting, Address from) {
    boolean moved = from.epoch() > chatting.partner().epoch();
    if (isCurrent(chatting, from) && (moved || chatting.isInDoubt())) {
      at.become(new Chatting(chatting.room(), from));
      sayBack(chatting);
    }
  }

  /** After a loss: has the visitor send again what the partner has not acked. */
  public void sayBack(Chatting chatting) {
    back.run();
    at.effects().send(new ServerFrame.PartnerBack(chatting.room().id()));
  }

  /** Whether the partner is on another node, so that Redis is between the two. */
  public boolean isElsewhere(Chatting chatting) {
    return !at.isLocal(chatting.partner());
  }

  /**
   * Gives up a partner whose grace is over. Until then asks for it time and again: two who come
   * back at once may each have looked for the other a moment too early.
   */
  public void sweep(boolean waking) {
    // After a pause, the word that the partner is back may not have been read yet.
    if (!(at.state() instanceof Chatting chatting) || waking) {
      return;
    }
    Instant now = at.now();
    if (chatting.awayUntil().filter(until -> !until.isAfter(now)).isPresent()) {
      giveUp(chatting);
    } else if (chatting.isInDoubt()) {
      announce(chatting);
    }
    if (chatting.missedSince().filter(since -> !since.plus(MOVE).isAfter(now)).isPresent()) {
      awayFrom(chatting, chatting.partner());
    }
  }

  private void giveUp(Chatting chatting) {
    at.pacing().excused(at.now());
    leave.accept(chatting, Left.Reason.GONE);
  }

  /**
   * Says to a partner on another node that this side is in the room: a message that got lost with
   * Redis is made up for by the answer.
   */
  public void sayHere(Chatting chatting) {
    if (isElsewhere(chatting)) {
      announce(chatting);
    }
  }

  /** Says to the partner, wherever it is, that this side is in the room. */
  public void announce(Chatting chatting) {
    Address partner = chatting.partner();
    RoomId room = chatting.room().id();
    at.deliver(partner, new RoomEvent.Here(room, at.self()))
        .onSuccess(
            handover -> {
              switch (handover) {
                case GONE -> unreachable(room, partner);
                case TAKEN, UNKNOWN -> {}
              }
            });
  }
}
