package chat.passerby.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Vertx;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Levels of the log that were changed for a while, at run time. Only our own loggers can be, a few
 * at once and for an hour at most; each change and its end is in the log.
 */
final class LogChanges {
  /** How many loggers may be changed at once. */
  static final int MOST = 10;

  static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Pattern OURS =
      Pattern.compile(Pattern.quote(LogLevel.OURS) + "(\\.[A-Za-z0-9]{1,40}){0,6}");

  private static final org.slf4j.Logger log = LoggerFactory.getLogger(LogChanges.class);

  private final Vertx vertx;
  private final LoggerContext context;
  private final Map<String, Change> changes = new TreeMap<>();

  private record Change(@Nullable Level before, long timer) {}

  LogChanges(Vertx vertx, LoggerContext context) {
    this.vertx = vertx;
    this.context = context;
  }

  /**
   * Changes a level for a while.
   *
   * @param logger {@code chat.passerby} or one below it, by its full name
   * @param level as in {@code PASSERBY_LOG}
   * @param time an ISO 8601 duration; empty for ten minutes
   * @throws IllegalArgumentException with a sentence that names what does not fit
   */
  synchronized void change(String logger, String level, String time) {
    if (!OURS.matcher(logger).matches()) {
      throw new IllegalArgumentException(
          "`logger` must be "
              + LogLevel.OURS
              + " or one below it, such as "
              + LogLevel.OURS
              + ".gateway.");
    }
    LogLevel wanted = level(level);
    Duration span = span(time);
    Change present = changes.get(logger);
    if (present == null && changes.size() >= MOST) {
      throw new IllegalArgumentException(
          "`logger` would be one too many: " + MOST + " may be changed at once.");
    }
    Logger changed = context.exists(logger);
    if (changed == null) {
      throw new IllegalArgumentException("`logger` names none that this node has made so far.");
    }
    Level before = present == null ? changed.getLevel() : present.before();
    if (present != null) {
      vertx.cancelTimer(present.timer());
    }
    changes.put(logger, new Change(before, vertx.setTimer(span.toMillis(), over -> end(logger))));
    changed.setLevel(Level.valueOf(wanted.name()));
    log.warn(
        "Set the log level of {} to {} for {}, as asked on the management port.",
        logger,
        wanted,
        span);
  }

  private static LogLevel level(String text) {
    for (LogLevel level : LogLevel.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(text)) {
        return level;
      }
    }
    throw new IllegalArgumentException("`level` must be error, warn, info, debug or trace.");
  }

  private static Duration span(String text) {
    IllegalArgumentException unfit =
        new IllegalArgumentException(
            "`for` must be a duration from PT1S to " + LONGEST + ", such as " + USUAL + ".");
    try {
      Duration span = text.isEmpty() ? USUAL : Duration.parse(text);
      if (span.compareTo(Duration.ofSeconds(1)) >= 0 && span.compareTo(LONGEST) <= 0) {
        return span;
      }
    } catch (DateTimeException e) {
      unfit.initCause(e);
    }
    throw unfit;
  }

  private synchronized void end(String logger) {
    Change change = changes.remove(logger);
    if (change != null) {
      context.getLogger(logger).setLevel(change.before());
      log.warn("Reset the log level of {}.", logger);
    }
  }
}
