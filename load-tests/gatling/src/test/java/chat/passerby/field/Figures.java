package chat.passerby.field;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * What Gatling's own report has no room for: counts of what happened, and one-way times of texts.
 */
final class Figures {
  private static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100};

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final ConcurrentHistogram texts = new ConcurrentHistogram(600_000, 3);
  private final ConcurrentHistogram between = new ConcurrentHistogram(3_600_000, 3);
  private final ConcurrentHistogram matches = new ConcurrentHistogram(600_000, 3);

  /** From one match of a visitor to its next. */
  void between(long millis) {
    between.recordValue(Math.max(0, millis));
  }

  void count(String what) {
    counts.computeIfAbsent(what, key -> new LongAdder()).increment();
  }

  /** From the moment at which a text was typed to the moment at which the partner had it. */
  void text(long millis) {
    texts.recordValue(Math.max(0, millis));
  }

  /** From {@code find} or {@code next} to {@code matched}. */
  void match(long millis) {
    matches.recordValue(Math.max(0, millis));
  }

  /** Writes what {@code load-tests/measure page} draws. */
  void write(Path file, Target target, double seconds) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode document = mapper.createObjectNode();
    document.put("format", "passerby-load/1").put("kind", "field");
    document.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    document
        .putObject("options")
        .put("visitors", target.visitors())
        .put("seconds", target.seconds())
        .put("video", target.video());
    ArrayNode rows = document.putArray("rows");
    row(rows, "field: text to partner", target, seconds, texts);
    ObjectNode row = row(rows, "field: find to matched", target, seconds, matches);
    ObjectNode counted = row.putObject("counts");
    counts.forEach((what, count) -> counted.put(what, count.sum()));
    double sides = Math.max(1, matches.getTotalCount());
    row.put("secondsFromChatToChat", Math.round(between.getMean()) / 1e3);
    row.put("framesForEachChat", Math.round(sum(Visitor.RELAYED) / sides * 100) / 100.0);
    System.out.println("seconds from chat to chat, mean: " + row.get("secondsFromChatToChat"));
    System.out.println("frames to the partner for each chat: " + row.get("framesForEachChat"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    counts.forEach((what, count) -> System.out.println(what + ": " + count.sum()));
    System.out.println("figures: " + file.toAbsolutePath());
  }

  private long sum(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  private static ObjectNode row(
      ArrayNode rows, String name, Target target, double seconds, ConcurrentHistogram times) {
    ObjectNode row = rows.addObject().put("server", "passerby").put("scenario", name);
    row.put("sessions", target.visitors()).put("samples", times.getTotalCount());
    row.put("perSecond", Math.round(times.getTotalCount() / seconds * 10) / 10.0);
    row.put("p50us", times.getValueAtPercentile(50) * 1_000);
    row.put("p99us", times.getValueAtPercentile(99) * 1_000);
    ArrayNode curve = row.putArray("curve");
    for (double percentile : PERCENTILES) {
      curve.addArray().add(percentile).add(times.getValueAtPercentile(percentile) * 1_000);
    }
    return row;
  }
}
