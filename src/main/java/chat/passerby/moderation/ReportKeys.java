package chat.passerby.moderation;

import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.AddressTag;

/**
 * The keys of reports and of the cases that they are put together in. Their types and lifetimes are
 * in the descriptions of this package and of {@code cases}.
 */
public final class ReportKeys {
  static final String HEAD = key("head");

  /** What the build before kept in place of {@link #ENDS}. */
  public static final String SIZES = key("sizes");

  /** How many bytes there are of all reports. */
  public static final String TOTAL = key("total");

  /** Reports by when they are to be erased. */
  public static final String ENDS = key("ends");

  /** Cases that are kept for longer, by when to look at them again. */
  public static final String HELD = key("held");

  /** Reports that nobody has decided on. */
  public static final String OPEN = key("open");

  /** Reports that were filed within the last hour. */
  public static final String RECENT = key("recent");

  /** Cases that have changed since they were ranked. */
  public static final String UNRANKED = key("unranked");

  /** Open cases. */
  public static final String CASES = key("cases");

  /** Open cases that nobody has claimed. */
  public static final String QUEUE = key("queue");

  /** Open cases that somebody has claimed. */
  public static final String CLAIMED = key("claimed");

  /** Decided cases. */
  public static final String DECIDED = key("decided");

  /** Decisions that are to be carried out. */
  public static final String DECISIONS = key("decisions");

  /** Cases by when they are forgotten. */
  public static final String AGES = key("ages");

  /** What the key of a report begins with; its id follows. */
  public static final String REPORT = key("report:");

  /** What the key of a report about somebody under age begins with; its id follows. */
  public static final String MINOR = key("minor:");

  /** What the key of a case begins with; its id follows. */
  public static final String CASE = key("case:");

  /** What the key of a case's facts begins with; its id follows. */
  public static final String CASE_REPORTS = key("case-reports:");

  /** What the key of a decision begins with; its id follows. */
  public static final String DECISION = key("decision:");

  /** What the key of a reporter's record begins with; the device follows. */
  public static final String RECORD = key("record:");

  /** What the key of a reporter's outcomes begins with; the device follows. */
  public static final String OUTCOMES = key("outcomes:");

  /** What the key of the open case about a device begins with; the device follows. */
  public static final String SUBJECT = key("subject:");

  /** What the key of the last cases about an address begins with; the tag follows. */
  public static final String AT = key("at:");

  /** Second looks that wait for somebody, by from when on they may be given. */
  public static final String LOOKS = key("looks");

  /** Looks that were judged, by when that takes effect. */
  public static final String JUDGED = key("judged");

  /** Looks at which two moderators have decided differently. */
  public static final String DIFFERING = key("differing");

  /** Golden cases by when they were made. */
  public static final String GOLDEN = key("golden");

  /** What the key of a look begins with; its id follows. */
  public static final String LOOK = key("look:");

  /** What the key of the look at a moderator's desk begins with; the name follows. */
  public static final String AT_DESK = key("at-desk:");

  /** What the key of a golden case begins with; its case follows. */
  public static final String GOLDEN_CASE = key("golden:");

  /** What the key of who has seen a golden case begins with; its case follows. */
  public static final String SEEN = key("golden-seen:");

  /** What the key of the look that a decision was made on begins with; the decision follows. */
  public static final String LOOK_OF = key("look-of:");

  /** What the key of the counts of a month begins with; the month follows. */
  public static final String MONTH = key("month:");

  private ReportKeys() {}

  /** A report about nobody under age. */
  public static String report(ReportId report) {
    return REPORT + report.value();
  }

  /** A report; those about somebody under age are apart from all others. */
  public static String report(ReportId report, Reason reason) {
    return (reason == Reason.MINOR ? MINOR : REPORT) + report.value();
  }

  /** There is when somebody under age may be in pictures of a device. */
  public static String delicate(DeviceId device) {
    return key("delicate:" + device.value());
  }

  /** A case. */
  public static String of(CaseId its) {
    return CASE + its.value();
  }

  /** There is for a day after a moderator has opened a picture of a case. */
  public static String opened(CaseId its, String by) {
    return key("opened:" + its.value() + ":" + by);
  }

  /** The facts of a case's reports. */
  public static String facts(CaseId its) {
    return CASE_REPORTS + its.value();
  }

  /** A decision. */
  public static String decision(DecisionId decision) {
    return DECISION + decision.value();
  }

  /** The open case about a device. */
  public static String subject(DeviceId device) {
    return SUBJECT + device.value();
  }

  /** The decided cases about a device. */
  public static String past(DeviceId device) {
    return key("past:" + device.value());
  }

  /** The last cases about an address. */
  public static String at(AddressTag address) {
    return AT + address.value();
  }

  /** How often a reporter was right. */
  public static String record(DeviceId reporter) {
    return RECORD + reporter.value();
  }

  /** What a reporter is to be told. */
  public static String outcomes(DeviceId reporter) {
    return OUTCOMES + reporter.value();
  }

  static String filed(RoomId room, SessionId reporter) {
    return key("filed:" + room.value() + ":" + reporter.value());
  }

  static String count(DeviceId reporter) {
    return key("count:" + reporter.value());
  }

  static String count(AddressTag reporter) {
    return key("count-address:" + reporter.value());
  }

  static String bytes(DeviceId reporter) {
    return key("bytes:" + reporter.value());
  }

  static String bytes(AddressTag reporter) {
    return key("bytes-address:" + reporter.value());
  }

  private static String key(String suffix) {
    return "passerby:{reports}:" + suffix;
  }
}
