package chat.passerby.redis.link;

import io.vertx.redis.client.Response;
import java.util.Objects;

/** Reads what a script answered. */
public final class Replies {
  private Replies() {}

  /** An integer; throws a NullPointerException for another kind of reply. */
  public static long number(Response reply) {
    return Objects.requireNonNull(reply.toLong(), "The reply is no number.");
  }

  /** An integer that says yes when it is not 0. */
  public static boolean yes(Response reply) {
    return number(reply) != 0;
  }
}
