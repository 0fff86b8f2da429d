package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pings and silence, with a clock that the test moves on. */
class DeadlinesTest {
  private static final Duration SWEEP = Duration.ofMillis(20);

  private static final MovableClock clock = new MovableClock();
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines often = new Deadlines(all.hello(), all.ping(), all.silence(), all.farewell(), SWEEP);
    node = LocalNode.start(redis.endpoint(), Map.of(), often, clock);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void deadlines_ofTheProtocol_areItsFigures() {
    assertEquals(Duration.ofSeconds(5), Deadlines.PROTOCOL.hello());
    assertEquals(Duration.ofSeconds(20), Deadlines.PROTOCOL.ping());
    assertEquals(Duration.ofSeconds(45), Deadlines.PROTOCOL.silence());
    assertTrue(Deadlines.PROTOCOL.sweep().compareTo(Duration.ofSeconds(1)) <= 0);
  }

  @Test
  void socket_thatOnlyAnswersPings_isPingedAndKept() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      for (int i = 0; i < 5; i++) {
        clock.advance(Duration.ofSeconds(20));
        RawFrame ping = visitor.socket().read().orElseThrow();
        assertEquals(RawFrame.PING, ping.opcode(), ping::toString);
        visitor.socket().send(true, RawFrame.PONG, new byte[0]);
        visitor.typesSoFar();
      }
    }
  }

  @Test
  void socket_thatIsSilent_closes4001() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      clock.advance(Duration.ofSeconds(44));
      assertEquals(RawFrame.PING, visitor.socket().read().orElseThrow().opcode());
      clock.advance(Duration.ofSeconds(1));
      assertEquals(4001, visitor.awaitClose());
    }
  }

  @Test
  void hello_thatIsLate_closes4002() {
    try (Visitor visitor = Visitor.silent(node.port())) {
      assertEquals(java.util.List.of(), visitor.typesSoFar());
      clock.advance(Duration.ofSeconds(5));
      assertEquals(4002, visitor.awaitClose());
    }
  }
}
