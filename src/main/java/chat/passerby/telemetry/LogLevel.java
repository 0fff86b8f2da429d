package chat.passerby.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much our own code says in the log; {@link LogSetup} fixes what libraries say. */
public enum LogLevel {
  /** Only what needs an operator. */
  ERROR,
  /** Also what may need one soon. */
  WARN,
  /** Also what changes in the life of the node. */
  INFO,
  /** Also what changes in the life of a connection. */
  DEBUG,
  /** Everything, and slowly. */
  TRACE;

  static final String OURS = "chat.passerby";

  /** Makes this the level from now on, for the whole process. */
  public void apply() {
    ((Logger) LoggerFactory.getLogger(OURS)).setLevel(Level.valueOf(name()));
  }
}
