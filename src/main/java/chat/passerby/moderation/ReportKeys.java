package chat.passerby.moderation;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.AddressTag;

/** The keys of reports; their types and lifetimes are in the package's description. */
final class ReportKeys {
  static final String OPEN = key("open");
  static final String HEAD = key("head");
  static final String SIZES = key("sizes");
  static final String TOTAL = key("total");

  private ReportKeys() {}

  static String report(ReportId report) {
    return key("report:" + report.value());
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
