package chat.passerby.visit.about;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Waiting;

/** Which of a visitor's frames are taken even when it is over its limit. */
public final class Urgency {
  private final Standing at;
  private final Blocking blocking;
  private final Telling telling;

  public Urgency(Standing at, Blocking blocking, Telling telling) {
    this.at = at;
    this.blocking = blocking;
    this.telling = telling;
  }

  /**
   * Whether this frame is taken however many came before it: it ends a chat or a search, or asks
   * for protection. Each of these can be done once per room or search, and getting into the next
   * one is limited, so a flood of them costs tokens like any other.
   */
  public boolean mustBeHeard(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Leave leave ->
          at.isIn(leave.room()) || (at.state() instanceof Waiting && at.justEnded(leave.room()));
      // How often one may go on has a limit of its own.
      case ClientFrame.Next next -> at.isIn(next.room());
      case ClientFrame.Cancel cancel -> at.state() instanceof Waiting;
      case ClientFrame.Block block -> blocking.isNew(block);
      case ClientFrame.Report report -> telling.isNew(report);
      case ClientFrame.Hello hello -> false;
      case ClientFrame.Find find -> false;
      case Relayed relayed -> false;
      case ClientFrame.Rewind rewind -> false;
      case ClientFrame.Quality quality -> false;
      case ClientFrame.Rate rate -> false;
    };
  }
}
