package chat.passerby.gateway;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.Standing.Chatting;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.LeftNote;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chatting visitor's time without a connection: what comes meanwhile is answered for it. It ends
 * with the grace, with the chat, or when the session is back.
 */
final class Absence {
  private static final Logger log = LoggerFactory.getLogger(Absence.class);

  private final Standing at;
  private final Runnable notes;
  private Runnable onEnd = () -> {};
  private @Nullable Chatting chatting;

  /**
   * @param notes writes down again what is noted with the session
   */
  Absence(Standing at, Runnable notes) {
    this.at = at;
    this.notes = notes;
  }

  /** What to do at the end. */
  void onEnd(Runnable action) {
    onEnd = action;
  }

  /**
   * The connection has dropped outside of any chat, so there is nothing to answer meanwhile.
   *
   * @param place keeps its place in the queue, if it has one
   */
  void begin(Runnable place) {
    place.run();
    keep(place);
    end();
  }

  /** The connection has dropped in the middle of a chat. */
  void begin(Chatting left) {
    chatting = left;
    sayAway(left.room().id(), left.partner());
    keep(() -> {});
    at.parts.context().owner().setTimer(at.parts.grace().toMillis(), timer -> giveUp());
  }

  /**
   * Sees to it that Redis has, until the grace is over, what the session needs for its return.
   *
   * @param place writes down its place in the queue again
   */
  private void keep(Runnable place) {
    at.parts.absences().add(() -> restore(place));
  }

  private void restore(Runnable place) {
    Optional<Chatting> chat = chatting();
    at.parts
        .postponed()
        .attempt(
            () ->
                at.parts
                    .sessions()
                    .keep(at.self)
                    .onSuccess(
                        outcome -> {
                          // A newer connection may be looking for it just now.
                          chat.ifPresent(this::restore);
                          place.run();
                          switch (outcome) {
                            case KeptSessions.Newer newer -> {
                              chat.ifPresent(left -> handOver(left, newer.connection()));
                              end();
                            }
                            case KeptSessions.Restored restored -> notes.run();
                            case KeptSessions.Noted noted -> {}
                          }
                        }));
  }

  private void restore(Chatting left) {
    at.parts
        .postponed()
        .attempt(() -> at.parts.rooms().restore(left.room(), at.self, left.partner()));
  }

  private void handOver(Chatting left, Address newer) {
    at.parts
        .courier()
        .deliver(newer, new RoomEvent.StillIn(left.room(), left.partner()))
        .onSuccess(told -> log.trace("The newer connection was {}.", told));
  }

  /** Tells the partner that this side has dropped and may come back. */
  void sayAway(RoomId about, Address partner) {
    if (isAbout(about)) {
      at.parts.departures().sayAway(about, at.self, partner);
    }
  }

  /**
   * The partner asks for this side. The session may be back without this node having heard of it,
   * Redis having lost the message: then the partner is told by which connection.
   */
  void here(RoomEvent.Here here) {
    if (!isAbout(here.room())) {
      return;
    }
    at.parts
        .sessions()
        .latest(at.self.session())
        .onSuccess(
            latest ->
                latest
                    .filter(connection -> connection.epoch() > at.self.epoch())
                    .ifPresentOrElse(
                        newer -> backBy(newer, here), () -> sayAway(here.room(), here.from())))
        .onFailure(e -> sayAway(here.room(), here.from()));
  }

  private void backBy(Address newer, RoomEvent.Here here) {
    if (isAbout(here.room())) {
      at.parts
          .courier()
          .deliver(here.from(), new RoomEvent.Here(here.room(), newer))
          .onSuccess(told -> log.trace("The partner was {}.", told));
      end();
    }
  }

  /** The partner has left: the session learns of it when it is back. */
  void over(RoomEvent.Ended over) {
    if (isAbout(over.room().id())) {
      at.parts.departures().noteLeft(at.self, new LeftNote(over.room(), over.reason()));
      end();
    }
  }

  /** The chat that goes on, without a connection on this side. */
  Optional<Chatting> chatting() {
    return Optional.ofNullable(chatting);
  }

  /** Whether this room's chat goes on, without a connection on this side. */
  boolean isAbout(RoomId room) {
    return chatting != null && chatting.room().id().equals(room);
  }

  /** The grace is over; a partner who is away as well would never end the chat. */
  private void giveUp() {
    if (chatting != null) {
      at.parts.departures().giveUp(chatting.room(), at.self, chatting.partner());
      end();
    }
  }

  /** Nothing is to be answered any more. */
  void end() {
    chatting = null;
    onEnd.run();
  }
}
