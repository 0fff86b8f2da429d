package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RealRedis;
import chat.passerby.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of reports share: two who chat on two nodes. */
abstract class ReportFixture {
  private static final Duration LONG = Duration.ofHours(1);

  protected final MovableClock clock = new MovableClock();
  private final Map<String, String> limits;
  protected RealRedis redis;
  protected LocalNode near;
  protected LocalNode far;
  protected Visitor one;
  protected Visitor other;

  ReportFixture(Map<String, String> limits) {
    this.limits = limits;
  }

  @BeforeEach
  final void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Deadlines patient = new Deadlines(LONG, LONG, LONG, LONG, Duration.ofMillis(50));
    near = LocalNode.start(redis.endpoint(), limits, patient, clock);
    far = LocalNode.start(redis.endpoint(), limits, patient, clock);
    one = Visitor.welcomed(near.port());
    other = Visitor.welcomed(far.port());
    Visitor.match(one, other);
  }

  @AfterEach
  final void end() {
    one.close();
    other.close();
    near.close();
    far.close();
    redis.close();
  }

  protected final void rematch() {
    String room = one.room();
    one.send("next", "room", room);
    other.send("next", "room", room);
    assertEquals(one.awaitMatch(), other.awaitMatch());
  }

  protected static void say(Visitor from, Visitor to, String id, String text) {
    from.text(
        "{\"type\":\"chat\",\"room\":\"%s\",\"id\":\"%s\",\"text\":\"%s\"}"
            .formatted(from.room(), id, text));
    assertEquals(id, to.await("chat").path("id").asText());
  }

  protected static String receipt(Visitor from) {
    return from.await("reported").path("report").asText();
  }
}
