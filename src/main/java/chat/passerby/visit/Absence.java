package chat.passerby.visit;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.LeftNote;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import chat.passerby.visit.chat.Succession;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Away;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Ended;
import java.util.Optional;

/**
 * A visitor's time without a connection, within the grace. In a chat, this answers the partner's
 * events on the visitor's behalf, until the grace or the chat is over, or the session is back.
 */
final class Absence {
  private final Standing at;
  private final Succession succession;
  private final Runnable notes;
  private Runnable place = () -> {};

  /**
   * @param notes writes down again what is noted with the session
   */
  Absence(Standing at, Succession succession, Runnable notes) {
    this.at = at;
    this.succession = succession;
    this.notes = notes;
  }

  /**
   * The connection has dropped outside of any chat, so there is nothing to answer meanwhile.
   *
   * @param keep keeps its place in the queue, if it has one
   */
  void begin(Runnable keep) {
    at.become(new Ended());
    place = keep;
    place.run();
    at.effects().add(new Effect.Linger());
    at.effects().add(new Effect.Deaf());
  }

  /** The connection has dropped in the middle of a chat. */
  void begin(Chatting chat) {
    at.become(new Away(chat));
    sayAway(chat.room().id(), chat.partner());
    at.effects().add(new Effect.Linger());
    at.effects().ask(new Question.Wait(at.settings().grace())).onSuccess(passed -> giveUp());
  }

  /** Redis has lost its data: writes down again what the session needs for its return. */
  void restore() {
    Optional<Chatting> chat = chat();
    at.effects()
        .attempt(
            () ->
                at.effects()
                    .ask(new Question.KeepSession())
                    .onSuccess(
                        outcome -> {
                          // A newer connection may be looking for it just now.
                          chat.ifPresent(this::restore);
                          place.run();
                          switch (outcome) {
                            case KeptSessions.Newer newer -> {
                              chat.ifPresent(left -> succession.handOver(left, newer.connection()));
                              end();
                            }
                            case KeptSessions.Restored restored -> notes.run();
                            case KeptSessions.Noted noted -> {}
                          }
                        }));
  }

  private void restore(Chatting chat) {
    at.effects()
        .attempt(
            () -> at.effects().ask(new Question.RestoreRoom(chat.room(), chat.partner(), false)));
  }

  /** Tells the partner that this side has dropped and may come back. */
  void sayAway(RoomId about, Address partner) {
    if (isAbout(about)) {
      at.tell(partner, new RoomEvent.Away(about, at.self()));
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
    at.effects()
        .ask(new Question.FindSession())
        .onSuccess(
            latest ->
                latest
                    .filter(connection -> connection.epoch() > at.self().epoch())
                    .ifPresentOrElse(
                        newer -> backBy(newer, here), () -> sayAway(here.room(), here.from())))
        .onFailure(e -> sayAway(here.room(), here.from()));
  }

  private void backBy(Address newer, RoomEvent.Here here) {
    if (isAbout(here.room())) {
      at.tell(here.from(), new RoomEvent.Here(here.room(), newer));
      end();
    }
  }

  /** The partner has left: the session learns of it when it is back. */
  void over(RoomEvent.Ended over) {
    if (isAbout(over.room().id())) {
      at.effects().add(new Effect.NoteLeft(new LeftNote(over.room(), over.reason())));
      end();
    }
  }

  /** The session is there again, by a newer connection. */
  void replaced(RoomEvent.Replaced replaced) {
    chat().ifPresent(chat -> succession.handOver(chat, replaced));
    end();
  }

  /** Whether this room's chat goes on, without a connection on this side. */
  boolean isAbout(RoomId room) {
    return chat().filter(chat -> chat.room().id().equals(room)).isPresent();
  }

  /** The grace is over. This side ends the chat, since a partner who is also away would not. */
  private void giveUp() {
    chat()
        .ifPresent(
            chat -> {
              at.effects().add(new Effect.GiveUp(chat.room(), chat.partner()));
              end();
            });
  }

  private Optional<Chatting> chat() {
    return at.state() instanceof Away away ? Optional.of(away.chat()) : Optional.empty();
  }

  /** Nothing is to be answered any more. */
  private void end() {
    if (at.state() instanceof Away) {
      at.become(new Ended());
    }
    at.effects().add(new Effect.Deaf());
  }
}
