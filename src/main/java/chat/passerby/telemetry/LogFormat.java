package chat.passerby.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What a line of the log looks like. */
public enum LogFormat {
  /** For people: {@link LogLine}. */
  TEXT,
  /** For machines: {@link JsonLine}. */
  JSON;

  /**
   * Makes this the format from now on, for the whole process; a log that an operator's own file has
   * set up stays as it is.
   *
   * @param node which node this is, once that is known
   */
  public void apply(Optional<String> node) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(LogSetup.APPENDER) instanceof ConsoleAppender<ILoggingEvent> stderr) {
      Encoder<ILoggingEvent> encoder = this == JSON ? new JsonLine(node) : new LogLine();
      encoder.setContext(root.getLoggerContext());
      encoder.start();
      stderr.setEncoder(encoder);
    }
  }
}
