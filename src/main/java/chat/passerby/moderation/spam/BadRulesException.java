package chat.passerby.moderation.spam;

import java.util.List;

/** A file of word rules cannot be used; the message has a line for each problem. */
public final class BadRulesException extends Exception {
  private static final long serialVersionUID = 1L;

  BadRulesException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
