package chat.passerby.moderation;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;

/** Somebody whom a report is from or about. */
public record Party(SessionId session, DeviceId device) {
  private static final String RULE = "rule-";

  /** Whoever reports in the name of a rule, which has neither session nor device. */
  public static Party rule(String name) {
    return new Party(new SessionId(RULE + name), new DeviceId(RULE + name));
  }

  /** Whether this is a rule, not a person: no session has the name of a device. */
  public boolean isRule() {
    return device.value().startsWith(RULE) && session.value().equals(device.value());
  }
}
