package chat.passerby.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * Where the log goes: one line per event, a {@link LogLine} unless {@link LogFormat} says
 * otherwise, on stderr, so that what is printed on stdout stays readable. {@code PASSERBY_LOG} sets
 * the level of our own code once the settings are read ({@link LogLevel}); libraries, Vert.x and
 * Netty among them, speak from a warning on.
 *
 * <p>Logback finds this class as a service. It is code because a node on one core needs a quarter
 * of a second to read the same from XML. An operator's own file is read all the same, when {@code
 * -Dlogback.configurationFile} names one.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  static final String APPENDER = "stderr";

  private static final String OPERATORS_FILE = "logback.configurationFile";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(OPERATORS_FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getStatusManager().add(new NopStatusListener());
    LogLine line = new LogLine();
    line.setContext(context);
    line.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setName(APPENDER);
    stderr.setTarget("System.err");
    stderr.setEncoder(line);
    stderr.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(stderr);
    context.getLogger(LogLevel.OURS).setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
