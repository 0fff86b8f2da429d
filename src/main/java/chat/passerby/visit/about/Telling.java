package chat.passerby.visit.about;

import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.PastRooms;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The part of a visit that tells the moderators about a partner. */
public final class Telling {
  private final Standing at;

  /** The rooms that have been reported, of those that can be. */
  private final Deque<RoomId> reported = new ArrayDeque<>(0);

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
    at.step(
        at.effects().ask(new Question.FileReport(report(frame, room.get()))),
        answer -> at.effects().send(answer(frame, answer)),
        e -> at.effects().send(Refusals.unavailable(frame, e)));
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
