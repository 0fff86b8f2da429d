package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may say of their calls and chats, and what is counted of it. */
class FeedbackTest {
  /** How often a call may be told of, and how long a room is spoken of after its end. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Duration LONG = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private RedisProcess redis;
  private LocalNode node;
  private Visitor one;
  private Visitor other;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    Deadlines patient = new Deadlines(LONG, LONG, LONG, LONG, Duration.ofMillis(50));
    node = LocalNode.start(redis.endpoint(), Map.of(), patient, clock);
    one = Visitor.welcomed(node.port());
    other = Visitor.welcomed(node.port());
    Visitor.match(one, other);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    node.close();
    redis.close();
  }

  @Test
  void quality_ofTheCall_isMeasuredAndToldToNobody() {
    quality(one, one.room(), "relay", ",\"rtt\":80,\"loss\":0.02,\"bitrate\":500000");
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(List.of(), other.typesSoFar());
    assertEquals(1, node.count("passerby_calls", "ice", "relay"));
    assertEquals(1, node.meter("passerby_call_setup").timer().count());
    assertEquals(80, millis("passerby_call_round_trip"));
    assertEquals(0.02, node.meter("passerby_call_loss").summary().totalAmount());
    assertEquals(500_000, node.meter("passerby_call_bitrate").summary().totalAmount());
  }

  @Test
  void quality_ofOneCallTimeAndAgain_countsTheCallOnce() {
    for (int i = 0; i < 3; i++) {
      quality(one, one.room(), "host", ",\"rtt\":10");
      assertEquals(List.of(), one.typesSoFar());
      clock.advance(INTERVAL);
    }
    quality(one, one.room(), "relay", "");
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(1, node.count("passerby_calls", "ice", "host"));
    assertEquals(1, node.count("passerby_calls", "ice", "relay"));
    assertEquals(1, node.meter("passerby_call_setup").timer().count());
    assertEquals(30, millis("passerby_call_round_trip"));
  }

  @Test
  void quality_moreOften_isRefusedWithATimeAndNotMeasured() {
    quality(one, one.room(), "host", ",\"rtt\":10");
    assertEquals(List.of(), one.typesSoFar());
    clock.advance(INTERVAL.minusMillis(1));
    quality(one, one.room(), "host", ",\"rtt\":10");
    JsonNode error = one.next();
    assertEquals("rate-limited", error.path("code").asText());
    assertEquals("quality", error.path("ref").asText());
    assertEquals(1, error.path("retryAfter").asLong());
    clock.advance(Duration.ofMillis(1));
    quality(one, one.room(), "host", ",\"rtt\":10");
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(20, millis("passerby_call_round_trip"));
  }

  @Test
  void quality_ofAChatThatIsOver_isTakenForTenMinutes() {
    one.send("leave", "room", one.room());
    one.await("idle");
    clock.advance(MEMORY);
    quality(one, one.room(), "failed", "");
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(1, node.count("passerby_calls", "ice", "failed"));
    clock.advance(Duration.ofMillis(1));
    quality(one, one.room(), "failed", "");
    assertStale(one.next(), "quality");
  }

  @Test
  void feedback_aboutARoomNeverSeen_isStale() {
    quality(one, "never-seen", "host", "");
    assertStale(one.next(), "quality");
    rate(one, "never-seen", 5);
    assertStale(one.next(), "rate");
    assertEquals(0, node.count("passerby_ratings", "stars", "5"));
  }

  @Test
  void rating_afterTheChat_isCountedOnceForEachSide() {
    one.send("leave", "room", one.room());
    one.await("idle");
    other.await("left");
    rate(one, one.room(), 5);
    rate(other, one.room(), 1);
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(List.of(), other.typesSoFar());
    rate(one, one.room(), 5);
    JsonNode error = one.next();
    assertEquals("refused", error.path("code").asText());
    assertEquals("rate", error.path("ref").asText());
    assertEquals(1, node.count("passerby_ratings", "stars", "5"));
    assertEquals(1, node.count("passerby_ratings", "stars", "1"));
  }

  @Test
  void rating_duringTheChat_isTooEarly() {
    rate(one, one.room(), 5);
    assertEquals("wrong-state", one.next().path("code").asText());
    assertEquals(0, node.count("passerby_ratings", "stars", "5"));
  }

  private long millis(String timer) {
    return Math.round(node.meter(timer).timer().totalTime(TimeUnit.MILLISECONDS));
  }

  private static void quality(Visitor from, String room, String ice, String more) {
    from.text(
        "{\"type\":\"quality\",\"room\":\""
            + room
            + "\",\"ice\":\""
            + ice
            + "\",\"setup\":420"
            + more
            + "}");
  }

  private static void rate(Visitor from, String room, int stars) {
    from.text("{\"type\":\"rate\",\"room\":\"" + room + "\",\"stars\":" + stars + "}");
  }

  private static void assertStale(JsonNode error, String ref) {
    assertEquals("stale-room", error.path("code").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText());
    assertTrue(error.path("retryAfter").isMissingNode());
  }
}
