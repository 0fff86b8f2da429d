package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.gateway.limits.Pace;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hasty visitor and a patient one, as they see a real node whose clock stands still. */
class HasteTest {
  private static RedisProcess redis;

  private MovableClock clock;
  private LocalNode node;
  private String token;
  private Visitor hasty;
  private Visitor patient;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @BeforeEach
  void match() {
    clock = new MovableClock();
    node =
        LocalNode.start(
            redis.endpoint(), Map.of("PASSERBY_LOOK", "PT3S"), Deadlines.PROTOCOL, clock);
    token = SessionClient.on(node.port()).token();
    hasty = Visitor.welcomed(node.port(), token);
    patient = Visitor.welcomed(node.port());
    Visitor.match(hasty, patient);
  }

  @AfterEach
  void stop() {
    hasty.close();
    patient.close();
    node.close();
  }

  @Test
  void next_tooHasty_isPutOffAndTheRoomStands() {
    hurryThrough(Pace.FREE);
    next(hasty);
    assertSlowed(1_000, "next", hasty.next());
    next(hasty);
    assertSlowed(1_000, "next", hasty.next());
    hasty.chat("1", "still here");
    assertEquals("1", patient.next().path("id").asText(), "the partner has noticed nothing");
    clock.advance(Duration.ofMillis(999));
    next(hasty);
    assertSlowed(1, "next", hasty.next());
    clock.advance(Duration.ofMillis(1));
    goOn();
    next(hasty);
    assertSlowed(2_000, "next", hasty.next());
  }

  @Test
  void find_afterAHastyLeave_isPutOffToo() {
    hurryThrough(Pace.FREE);
    hasty.send("leave", "room", hasty.room());
    hasty.await("idle");
    hasty.find("somebody else");
    assertSlowed(1_000, "find", hasty.next());
    assertEquals("left", patient.await("left").path("reason").asText());
    clock.advance(Duration.ofSeconds(1));
    hasty.find("somebody else");
    assertEquals("waiting", Visitor.type(hasty.next()), hasty::story);
  }

  @Test
  void connection_thatIsNew_isNoNewBeginning() {
    hurryThrough(Pace.FREE + 1);
    hasty.close();
    patient.await("left");
    hasty = Visitor.welcomed(node.port(), token);
    hasty.find("somebody else");
    assertSlowed(2_000, "find", hasty.next());
  }

  @Test
  void partner_whoIsLeft_isNotSlowed() {
    hurryThrough(Pace.FREE + 3);
    next(hasty);
    assertSlowed(8_000, "next", hasty.next());
    next(patient);
    assertEquals("next", patient.next().path("reason").asText(), patient::story);
    assertEquals("next", hasty.await("left").path("reason").asText());
    next(hasty);
    assertEquals(hasty.awaitMatch(), patient.awaitMatch(), "nobody was left to look at");
  }

  private void hurryThrough(int rooms) {
    for (int i = 0; i < rooms; i++) {
      next(hasty);
      JsonNode answer = hasty.next();
      if (Visitor.type(answer).equals("error")) {
        clock.advance(Duration.ofMillis(answer.path("retryAfter").asLong()));
        goOn();
      } else {
        assertEquals("next", answer.path("reason").asText(), hasty::story);
        follow();
      }
    }
  }

  /** The hasty one is let go, and both meet again. */
  private void goOn() {
    next(hasty);
    assertEquals("next", hasty.next().path("reason").asText(), hasty::story);
    follow();
  }

  private void follow() {
    patient.await("left");
    next(patient);
    assertEquals(hasty.awaitMatch(), patient.awaitMatch());
  }

  private static void next(Visitor visitor) {
    visitor.send("next", "room", visitor.room());
  }

  private static void assertSlowed(long millis, String ref, JsonNode error) {
    assertEquals("rate-limited", error.path("code").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText(), error::toString);
    assertEquals(millis, error.path("retryAfter").asLong(), error::toString);
  }
}
