package chat.passerby.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line of UTF-8: when (UTC), how grave, which class, what, and the stack of
 * a failure. Line breaks would let a message or a stack look like several events, so each becomes a
 * bar.
 */
final class LogLine extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private static final int LOGGER_CHARS = 20;
  private static final int LEVEL_CHARS = 5;
  private static final Pattern BREAKS = Pattern.compile("\\s*[\\r\\n]+\\s*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TargetLengthBasedClassNameAbbreviator loggers =
      new TargetLengthBasedClassNameAbbreviator(LOGGER_CHARS);

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(256);
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    String level = event.getLevel().toString();
    line.append(' ').append(level).repeat(' ', LEVEL_CHARS - level.length() + 1);
    line.append(loggers.abbreviate(event.getLoggerName())).append(' ');
    line.append(inOneLine(event)).append(System.lineSeparator());
    return line.toString().getBytes(UTF_8);
  }

  private static String inOneLine(ILoggingEvent event) {
    String text = String.valueOf(event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        text += " " + pair.key + "=" + pair.value;
      }
    }
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      text += " " + ThrowableProxyUtil.asString(failure);
    }
    String stripped = text.stripTrailing();
    boolean broken = stripped.indexOf('\n') >= 0 || stripped.indexOf('\r') >= 0;
    return broken ? BREAKS.matcher(stripped).replaceAll(" | ") : stripped;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
