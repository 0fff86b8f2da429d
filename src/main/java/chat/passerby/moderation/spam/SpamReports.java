package chat.passerby.moderation.spam;

import chat.passerby.device.DeviceNotes;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Reports whoever sends openers alike to the moderators, in the name of the rule that says so: its
 * reports count and have a record of accuracy like those of a person, and like a person's they are
 * bounded by the hour.
 */
public final class SpamReports {
  /** Where all rules are; nobody else's address can be this. */
  private static final AddressTag NOWHERE = new AddressTag("rules");

  private final ReportDesk desk;
  private final DeviceNotes notes;

  public SpamReports(ReportDesk desk, DeviceNotes notes) {
    this.desk = desk;
    this.notes = notes;
  }

  /**
   * Files a report; there may be no room for it.
   *
   * @param report as the partner could have filed it
   * @param address where the reported one is
   */
  public Future<ReportDesk.Answer> file(Report report, OpenerVerdict verdict, AddressTag address) {
    Report ours =
        new Report(
            report.room(),
            report.at(),
            Party.rule(Meters.text(verdict)),
            report.about(),
            report.reason(),
            Optional.of(note(verdict)),
            report.snapshot(),
            report.transcript());
    return notes
        .met(report.about().device())
        .compose(
            met ->
                desk.file(
                    ours,
                    NOWHERE,
                    new Circumstances(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(address),
                        met)));
  }

  private static String note(OpenerVerdict verdict) {
    return switch (verdict) {
      case CAMPAIGN -> "Held back: many were sent the like within minutes, with a link or a name.";
      case REPEATED -> "Held back: this sender has sent the like to many within minutes.";
      case LINKS -> "Held back: this sender has begun many chats with links or names.";
      case FINE -> "Not held back.";
    };
  }
}
