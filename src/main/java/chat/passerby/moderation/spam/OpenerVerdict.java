package chat.passerby.moderation.spam;

import chat.passerby.telemetry.Meters;
import java.util.Arrays;
import java.util.List;

/** What was found out about a first message. */
public enum OpenerVerdict {
  /** Nothing is against it. */
  FINE,
  /**
   * Many partners were sent the like, with a link or a name to look for, perhaps by many senders.
   */
  CAMPAIGN,
  /** The same sender has sent the like to many. */
  REPEATED,
  /** The same sender has begun many chats with links or names to look for. */
  LINKS;

  /** Those that are reported, by the names of the rules that report them. */
  public static List<String> reporters() {
    return Arrays.stream(values()).filter(verdict -> verdict != FINE).map(Meters::text).toList();
  }
}
