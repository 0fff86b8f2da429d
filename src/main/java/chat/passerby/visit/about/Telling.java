package chat.passerby.visit.about;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.moderation.Outcomes;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.TranscriptMarks;
import chat.passerby.moderation.Utterance;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.PastRooms;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The part of a visit that tells the moderators about a partner, and the visitor what came of it.
 */
public final class Telling {
  private final Standing at;

  /** The rooms that have been reported, of those that can be. */
  private final Deque<RoomId> reported = new ArrayDeque<>(0);

  /** When to look for what came of reports. */
  private Instant nextLook = Instant.MIN;

  public Telling(Standing at) {
    this.at = at;
  }

  /** Whether this would be the first report of its room by this visit. */
  public boolean isNew(ClientFrame.Report frame) {
    return !reported.contains(frame.room()) && at.recall(frame.room()).isPresent();
  }

  public void report(ClientFrame.Report frame) {
    Optional<Room> room = at.recall(frame.room());
    if (room.isEmpty()) {
      at.effects().send(Refusals.forgottenRoom(frame));
      return;
    }
    if (!reported.contains(frame.room())) {
      reported.add(frame.room());
      if (reported.size() > PastRooms.MAX_ROOMS) {
        reported.remove();
      }
    }
    Report report = report(frame, room.get());
    at.step(
        at.effects().ask(new Question.FileReport(report)),
        answer -> {
          at.effects().send(answer(frame, answer));
          if (answer instanceof ReportDesk.Taken taken) {
            askPartner(room.get(), report, taken.report());
          }
        },
        e -> at.effects().send(Refusals.unavailable(frame, e)));
  }

  /**
   * The partner's node says whether it has seen the same chat. A connection by which somebody came
   * back has seen a part of it, so only the two that began the chat are compared.
   */
  private void askPartner(Room room, Report report, ReportId id) {
    TranscriptMarks marks = TranscriptMarks.of(report.transcript());
    SessionId self = at.self().session();
    if (!marks.isEmpty() && room.memberOf(self).address().equals(at.self())) {
      boolean minor = report.reason() == ClientFrame.Report.Reason.MINOR;
      at.tell(
          Partner.of(room, self).address(),
          new RoomEvent.Vouch(room.id(), id, minor, marks.pack()));
    }
  }

  /** The partner has reported this visitor. A connection that has seen nothing says nothing. */
  public void vouch(RoomEvent.Vouch vouch) {
    List<Utterance> seen = at.transcripts().of(vouch.room());
    if (!seen.isEmpty()) {
      boolean agrees = TranscriptMarks.of(seen).agrees(TranscriptMarks.unpack(vouch.marks()));
      Question.NoteAgreement note =
          new Question.NoteAgreement(vouch.report(), vouch.minor(), agrees);
      at.effects().attempt(() -> at.effects().ask(note));
    }
  }

  /** Time has passed. */
  public void sweep() {
    if (hasReported() && !at.isOver() && !at.now().isBefore(nextLook)) {
      nextLook = at.now().plus(Outcomes.BATCH);
      at.effects().ask(new Question.ReadOutcomes()).onSuccess(this::tell);
    }
  }

  /** Only such a device has outcomes to hear of. */
  private boolean hasReported() {
    return !reported.isEmpty() || at.known().hasReported();
  }

  private void tell(List<Outcomes.Due> due) {
    if (!due.isEmpty() && !at.isOver()) {
      due.forEach(
          each -> at.effects().send(new ServerFrame.Outcome(each.report(), each.outcome())));
      at.effects().attempt(() -> at.effects().ask(new Question.ForgetOutcomes(due)));
    }
  }

  private Report report(ClientFrame.Report frame, Room room) {
    return new Report(
        room.id(),
        at.now(),
        party(room.memberOf(at.self().session())),
        party(Partner.of(room, at.self().session())),
        frame.reason(),
        frame.note(),
        frame.snapshot(),
        at.transcripts().of(room.id()));
  }

  private static Party party(Member member) {
    return new Party(member.address().session(), member.device());
  }

  private ServerFrame answer(ClientFrame.Report frame, ReportDesk.Answer answer) {
    return switch (answer) {
      case ReportDesk.Taken taken ->
          new ServerFrame.Reported(
              taken.report(),
              frame.reason() == ClientFrame.Report.Reason.SELF_HARM
                  ? at.settings().helpLines()
                  : List.of());
      case ReportDesk.TooMany tooMany ->
          Refusals.rateLimited(Optional.of(frame.ref()), tooMany.retryAfter());
      case ReportDesk.NoRoom noRoom -> Refusals.unavailable(frame, noRoom.retryAfter());
    };
  }
}
