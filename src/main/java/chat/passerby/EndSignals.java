package chat.passerby;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGINT and SIGTERM. The JVM's own way, a shutdown hook, knows no second signal and cannot choose
 * the exit code. {@code sun.misc.Signal} can, and is what {@code jdk.unsupported} keeps for the
 * purpose; it is reached by name since the compiler's warning about it cannot be silenced.
 */
final class EndSignals {
  /** As of a process that SIGTERM has ended. */
  private static final int AT_ONCE = 143;

  private EndSignals() {}

  /**
   * Has {@code end} run on the first signal; a second one ends the process at once, after {@code
   * last}, which must be quick. On a JVM without that class every signal ends it as shutdown hooks
   * do.
   *
   * @return whether that class is there
   */
  static boolean handle(Runnable end, Runnable last) {
    AtomicBoolean ending = new AtomicBoolean();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object either =
          Proxy.newProxyInstance(
              EndSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                  return method.invoke(ending, arguments);
                }
                if (ending.compareAndSet(false, true)) {
                  end.run();
                } else {
                  try {
                    last.run();
                  } finally {
                    Runtime.getRuntime().halt(AT_ONCE);
                  }
                }
                return null;
              });
      for (String name : new String[] {"INT", "TERM"}) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, either);
      }
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
