package chat.passerby.redis.link;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Finds out what went wrong from what Vert.x' client and Redis report. */
public final class Failures {
  /**
   * Error replies that pass: Redis did nothing, and will serve the same request later. A failed
   * batch puts the index of the command in front.
   */
  private static final Pattern PASSING =
      Pattern.compile(
          "(?s)(?:ERR \\[\\d+] )?"
              + "(LOADING|OOM|READONLY|MASTERDOWN|MISCONF|BUSY|NOREPLICAS|TRYAGAIN|CLUSTERDOWN)\\b.*");

  /**
   * What vertx-redis-client 5.0.10 makes of a batch whose connection failed: an error reply for
   * each command, with the index and the exception in place of Redis' words. Redis' own begin with
   * a code in capitals.
   */
  private static final Pattern EXCEPTION_IN_BATCH =
      Pattern.compile("(?s)ERR \\[\\d+] (?:[\\w$]+\\.)+[\\w$]+(?:[:\\s].*)?");

  private Failures() {}

  /** Whether Redis itself answered with an error, as opposed to a connection that failed. */
  static boolean isReply(Throwable failure) {
    return failure instanceof Response response
        && response.type() == ResponseType.ERROR
        && !message(failure).contains("CONNECTION_CLOSED")
        && !EXCEPTION_IN_BATCH.matcher(message(failure)).matches();
  }

  /** Whether {@code failure} is an error reply that passes by itself. */
  static boolean isPassingReply(Throwable failure) {
    return isReply(failure) && PASSING.matcher(message(failure)).matches();
  }

  /** Whether {@code failure} is an error reply that passes by itself, with this code. */
  public static boolean isPassingReply(Throwable failure, String code) {
    return passingCode(failure).equals(Optional.of(code));
  }

  /** The code of an error reply that passes by itself. */
  static Optional<String> passingCode(Throwable failure) {
    Matcher reply = PASSING.matcher(message(failure));
    return isReply(failure) && reply.matches() ? Optional.of(reply.group(1)) : Optional.empty();
  }

  /** Whether Redis will answer the same to the same request, wherever and whenever it is sent. */
  public static boolean isRefusal(Throwable failure) {
    return isReply(failure) && !isPassingReply(failure) && Redirection.of(failure).isEmpty();
  }

  /** Whether somebody has to change something before a connection can be had. */
  static boolean isLasting(Throwable failure) {
    return isRefusal(failure)
        || (failure instanceof SSLException && !(failure instanceof SslHandshakeTimeoutException));
  }

  /** Whether {@code failure} is Redis' error reply with this code. */
  public static boolean isReply(Throwable failure, String code) {
    return isReply(failure) && message(failure).startsWith(code);
  }

  /** Whether the client refused to send a command; its message repeats all arguments. */
  static boolean isMisuse(Throwable failure) {
    return message(failure).startsWith("Redis command is not valid");
  }

  /** Why there is no connection, as the second half of a sentence; names no address, no secret. */
  public static String describe(Throwable failure) {
    if (isReply(failure, "WRONGPASS") || isReply(failure, "ERR AUTH")) {
      return "Redis refused the user name or password of its URI";
    }
    if (isReply(failure, "NOAUTH")) {
      return "Redis asks for a password and its URI has none";
    }
    if (isReply(failure)) {
      return "Redis answered " + message(failure);
    }
    return switch (failure) {
      case RedisUnavailableException e -> message(e);
      case RedisAbsence e -> message(e);
      case RedisUnfitException e -> message(e);
      case UnknownHostException e -> "the host name of Redis is unknown";
      case ConnectException e -> "nobody accepts connections at the address of Redis";
      case NotSslRecordException e -> "Redis does not speak TLS there";
      case SSLException e -> "the TLS handshake with Redis failed";
      default -> "the connection to Redis failed";
    };
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }
}
