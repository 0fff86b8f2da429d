package chat.passerby.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line with a JSON object: {@code time} (UTC), {@code level}, {@code
 * logger}, {@code message}, {@code node} once that is known, what the event says besides, such as
 * {@code session}, and the {@code stack} of a failure.
 */
final class JsonLine extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final Optional<String> node;

  JsonLine(Optional<String> node) {
    this.node = node;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    JsonObject line =
        new JsonObject()
            .put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
            .put("level", event.getLevel().toString())
            .put("logger", event.getLoggerName())
            .put("message", String.valueOf(event.getFormattedMessage()));
    node.ifPresent(name -> line.put("node", name));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
    }
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      line.put("stack", ThrowableProxyUtil.asString(failure).stripTrailing());
    }
    return (line.encode() + System.lineSeparator()).getBytes(UTF_8);
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
