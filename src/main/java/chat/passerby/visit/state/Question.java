package chat.passerby.visit.state;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.Place;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.sanction.Active;
import chat.passerby.moderation.spam.Opener;
import chat.passerby.moderation.spam.OpenerVerdict;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.room.Lane;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Member;
import chat.passerby.room.ResumeRoomScript;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.session.KeptSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that a visit has done and wants to know the outcome of. All of them may be carried out
 * twice.
 *
 * @param <T> what is answered
 */
public sealed interface Question<T> {

  /** The answer to what is only done or not. */
  record Done() {}

  /**
   * Put the ticket in.
   *
   * @param left a room that was left, whose end Redis may not have seen yet
   */
  record Enqueue(Lane lane, Ticket ticket, Optional<RoomId> left) implements Question<QueueReply> {}

  /** Take the ticket out. */
  record Withdraw(Lane lane) implements Question<QueueReply> {}

  /** Forget the place that was kept for the session's return. */
  record ForgetParked(Lane lane) implements Question<Done> {}

  /** Read the figures for {@code waiting}, once this turn is done. Never fails. */
  record ReadFigures() implements Question<Done> {}

  /** Read what is remembered of the device. */
  record ReadDevice() implements Question<Acquaintances> {}

  /** Remember a partner's device. */
  record RememberPartner(DeviceId partner, Instant ended) implements Question<Done> {}

  /** Block a device; false when there are too many already. */
  record Block(DeviceId device) implements Question<Boolean> {}

  /** Tell another connection something. Never fails. */
  record Deliver(Address to, RoomEvent event) implements Question<Handover> {}

  /** Take this session's side of a room that an older connection was in. */
  record ResumeRoom(Room room) implements Question<ResumeRoomScript.Outcome> {}

  /** Keep the room for longer; false when it is not there. */
  record RenewRoom(Room room) implements Question<Boolean> {}

  /**
   * Write a lost room down again; false when it is not there even then.
   *
   * @param here whether the visitor is connected, and so knows best in which room it is
   */
  record RestoreRoom(Room room, Address partner, boolean here) implements Question<Boolean> {}

  /** Find where the session is, a queue or a room. */
  record FindPlace() implements Question<Optional<Place>> {}

  /** Find the rooms of whose end the visitor is to be told on its return. */
  record FindEnds() implements Question<List<RoomId>> {}

  /** Keep the session. */
  record KeepSession() implements Question<KeptSessions.Outcome> {}

  /** Find the connection that holds the session, or held it last. */
  record FindSession() implements Question<Optional<Address>> {}

  /** Note down what was searched for, once this turn is done. */
  record NoteSearch(SearchNote search) implements Question<KeptSessions.Outcome> {}

  /** Note down the last rooms. */
  record NotePast(List<PastRoom> rooms) implements Question<KeptSessions.Outcome> {}

  /**
   * Note down that a room is the latest of the last ones, and its end, of which the visitor may not
   * have read.
   */
  record NoteEnd(PastRoom past, LeftNote end) implements Question<KeptSessions.Outcome> {}

  /** Forget the end of a chat, of which the visitor has read. */
  record ForgetEnd(RoomId room) implements Question<Done> {}

  /**
   * Ask to meet a partner again.
   *
   * @param again the room to be made
   * @param standing for how long the wish stands
   */
  record AskRewind(Room past, Room again, Member asker, Duration standing)
      implements Question<Optional<Room>> {}

  /** Take that back. */
  record TakeBackRewind(Room past) implements Question<Done> {}

  /** File a report. */
  record FileReport(Report report) implements Question<ReportDesk.Answer> {}

  /**
   * Judge a first message.
   *
   * @param anew whether it is the first of its chat that leads elsewhere
   */
  record JudgeOpener(Opener opener, boolean anew) implements Question<OpenerVerdict> {}

  /** Report this visitor for what the judgement was. */
  record ReportSpam(Report report, OpenerVerdict verdict) implements Question<Done> {}

  /** Note whether this node has seen the same chat as the partner who has reported it. */
  record NoteAgreement(ReportId report, boolean minor, boolean agrees) implements Question<Done> {}

  /** Read what became of this device's reports, as far as it may be told. */
  record ReadOutcomes() implements Question<List<Outcomes.Due>> {}

  /** The visitor was told of these. */
  record ForgetOutcomes(List<Outcomes.Due> told) implements Question<Done> {
    public ForgetOutcomes {
      told = List.copyOf(told);
    }
  }

  /** Read what moderators have decided about this visitor. Never fails. */
  record ReadSanctions() implements Question<List<Active>> {}

  /** Wait. Never fails. */
  record Wait(Duration time) implements Question<Done> {}
}
