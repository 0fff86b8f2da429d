package chat.passerby;

import chat.passerby.cluster.peer.PeerSettings;
import io.netty.channel.unix.Errors;
import io.vertx.core.Future;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Why a node cannot listen, in the operator's words. */
final class NoListening {
  private NoListening() {}

  private static final String EVERYWHERE = "PASSERBY_HOST";

  /** Fails with a {@link StartException} for what the operator can mend, else with the same. */
  static <T> Future<T> explain(Throwable e, String host, int port, String portSetting) {
    return explain(e, host, port, EVERYWHERE, portSetting);
  }

  /** As above, of the place where a node takes links. */
  static <T> Future<T> explain(Throwable e, PeerSettings links) {
    return explain(
        e, links.host().orElse(""), links.port(), "PASSERBY_LINK_HOST", "PASSERBY_LINK_PORT");
  }

  private static <T> Future<T> explain(
      Throwable e, String host, int port, String hostSetting, String portSetting) {
    if (e instanceof StartException) {
      return Future.failedFuture(e); // Of another port, and explained already.
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return fail(
            "The host name "
                + host
                + " is unknown: set "
                + hostSetting
                + " to an address of this machine"
                + orAll(hostSetting),
            e);
      }
      if (cause instanceof SocketException || cause instanceof Errors.NativeIoException) {
        return fail(
            sentence(String.valueOf(cause.getMessage()), host, port, hostSetting, portSetting), e);
      }
    }
    return Future.failedFuture(e);
  }

  /** The system's error says which it is; the JDK and Netty's native transport quote it alike. */
  private static String sentence(
      String error, String host, int port, String hostSetting, String portSetting) {
    if (error.contains("assign requested address")) {
      return host
          + " is no address of this machine: set "
          + hostSetting
          + " to one"
          + orAll(hostSetting);
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

  private static String orAll(String hostSetting) {
    return hostSetting.equals(EVERYWHERE) ? ", or to 0.0.0.0 for all of them." : ".";
  }

  private static <T> Future<T> fail(String sentence, Throwable cause) {
    return Future.failedFuture(new StartException(sentence, cause));
  }
}
