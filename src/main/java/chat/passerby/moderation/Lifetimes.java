package chat.passerby.moderation;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import java.time.Duration;

/** How long reports are kept when nothing keeps them for longer, such as a sanction. */
public final class Lifetimes {
  /** Of most reports, of cases and of decisions. */
  public static final Duration USUAL = Duration.ofDays(30);

  /** Of reports about somebody under age: 18 U.S.C. 2258A(h) asks for a year. */
  public static final Duration MINOR = Duration.ofDays(365);

  /** How long after its time Redis itself forgets what no node has erased. */
  public static final Duration MARGIN = Duration.ofHours(1);

  /** For how long after a report its reporter may be told of the outcome, at the most. */
  public static final Duration OUTCOME = MINOR.plus(USUAL);

  /** Of whether a reporter was right. */
  public static final Duration RECORD = Duration.ofDays(365);

  private Lifetimes() {}

  /** How long a report is kept. */
  public static Duration of(Reason reason) {
    return switch (reason) {
      case MINOR -> MINOR;
      case NUDITY, HARASSMENT, SPAM, VIOLENCE, SELF_HARM, OTHER -> USUAL;
    };
  }
}
