package chat.passerby.redis.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server of a cluster answers, having done nothing, when another one has the key.
 *
 * @param lasting whether the slot has moved; else only this key has, from a slot that is moving
 * @param host empty for the host of the server that answers
 */
public record Redirection(boolean lasting, int slot, String host, int port) {
  private static final Pattern FORM = Pattern.compile("(MOVED|ASK) (\\d+) (.*):(\\d+)");

  /** None when {@code failure} says anything else. */
  public static Optional<Redirection> of(Throwable failure) {
    Matcher reply = FORM.matcher(String.valueOf(failure.getMessage()));
    if (!Failures.isReply(failure) || !reply.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Redirection(
            reply.group(1).equals("MOVED"),
            Integer.parseInt(reply.group(2)),
            reply.group(3),
            Integer.parseInt(reply.group(4))));
  }
}
