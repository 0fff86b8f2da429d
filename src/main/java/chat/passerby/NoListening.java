package chat.passerby;

import io.netty.channel.unix.Errors;
import io.vertx.core.Future;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Why a node cannot listen, in the operator's words. */
final class NoListening {
  private NoListening() {}

  /** Fails with a {@link StartException} for what the operator can mend, else with the same. */
  static <T> Future<T> explain(Throwable e, String host, int port, String portSetting) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return fail(
            "The host name "
                + host
                + " is unknown: set PASSERBY_HOST to an address of this"
                + " machine, or to 0.0.0.0 for all of them.",
            e);
      }
      if (cause instanceof SocketException || cause instanceof Errors.NativeIoException) {
        return fail(sentence(String.valueOf(cause.getMessage()), host, port, portSetting), e);
      }
    }
    return Future.failedFuture(e);
  }

  /** The system's error says which it is; the JDK and Netty's native transport quote it alike. */
  private static String sentence(String error, String host, int port, String portSetting) {
    if (error.contains("assign requested address")) {
      return host
          + " is no address of this machine: set PASSERBY_HOST to one, or to 0.0.0.0 for all of"
          + " them.";
    }
    if (error.contains("ermission denied")) {
      return "Port "
          + port
          + " cannot be used by this user: set "
          + portSetting
          + " to a port from 1024 on, or allow Passerby to use it.";
    }
    return "Port "
        + port
        + " cannot be used: stop what uses it, or set "
        + portSetting
        + " to another port.";
  }

  private static <T> Future<T> fail(String sentence, Throwable cause) {
    return Future.failedFuture(new StartException(sentence, cause));
  }
}
