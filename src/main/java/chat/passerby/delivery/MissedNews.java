package chat.passerby.delivery;

import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.LeftNote;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with news for sessions that are no longer connected: a match that one side cannot hear of
 * is undone, and the end of a chat is noted down for the session's return.
 */
public final class MissedNews {
  private static final Logger log = LoggerFactory.getLogger(MissedNews.class);

  private final Courier courier;
  private final LeaveRoomScript leave;
  private final UntoldEnds untold;
  private final Successors successors;
  private final Faults faults;

  public MissedNews(
      Courier courier,
      LeaveRoomScript leave,
      UntoldEnds untold,
      Successors successors,
      Faults faults) {
    this.successors = successors;
    this.faults = faults;
    this.courier = courier;
    this.leave = leave;
    this.untold = untold;
  }

  /**
   * Leaves a room that its member has not heard of to a newer connection of that member, or ends
   * it.
   *
   * @param lookedAfter whether others look after that member's matches when there is none
   */
  void match(Room room, Address absent, boolean lookedAfter) {
    successors
        .tell(absent, new RoomEvent.Matched(room))
        .onSuccess(
            taken -> {
              if (!taken && !lookedAfter) {
                undo(room, absent);
              }
            })
        .onFailure(e -> report("Could not pass a match on to a newer connection.", e));
  }

  private void undo(Room room, Address absent) {
    leave
        .run(room, absent)
        .onSuccess(
            outcome -> {
              if (outcome != LeaveRoomScript.Outcome.OUTDATED) {
                callOff(room, absent);
              }
            })
        .onFailure(e -> report("Could not end a room in Redis; it stays until it expires.", e));
  }

  private void report(String what, Throwable cause) {
    faults.report(Part.DELIVERY, what, cause);
  }

  private void callOff(Room room, Address absent) {
    for (Member other : room.othersThan(absent.session())) {
      courier
          .deliver(other.address(), new RoomEvent.Ended(room, Left.Reason.GONE))
          .onSuccess(
              handover -> log.debug("A match came too late; told another member: {}.", handover));
    }
  }

  /** Notes the end of a chat down. */
  void end(RoomEvent.Ended ended, Address absent) {
    untold
        .note(absent, new LeftNote(ended.room(), ended.reason()))
        .onFailure(e -> report("Could not note down the end of a chat.", e));
  }
}
