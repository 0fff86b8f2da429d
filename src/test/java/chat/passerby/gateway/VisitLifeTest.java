package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.LogCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a node tells its operators of visits, in figures and in the log. */
class VisitLifeTest {
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_GRACE", "PT1M"));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void visit_withAReturn_isCountedStepByStep() {
    long chatsBefore = node.meter("passerby_chat_time").timer().count();
    String token = SessionClient.on(node.port()).token();
    try (Visitor one = Visitor.welcomed(node.port(), token);
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      assertEquals(2, node.meter("passerby_chats").gauge().value());
      one.socket().cut();
      assertEquals("partner-away", Visitor.type(other.next()));
      assertEquals(1, node.meter("passerby_chats").gauge().value());
      try (Visitor back = Visitor.welcomed(node.port(), token)) {
        assertEquals("partner-back", Visitor.type(other.next()));
        assertEquals(1, node.count("passerby_returns", "to", "chat"));
        Eventually.await(
            "the absence", () -> node.meter("passerby_away_time").timer().count() == 1);
        back.socket().close(1000);
        assertEquals("left", Visitor.type(other.next()));
      }
      Eventually.await(
          "both sides of the chat",
          () -> node.meter("passerby_chat_time").timer().count() == chatsBefore + 2);
      Eventually.await("nobody in a chat", () -> node.meter("passerby_chats").gauge().value() == 0);
    }
  }

  @Test
  void visits_atDebug_haveALineForEachChangeWithoutTheSession() {
    Logger logger = (Logger) LoggerFactory.getLogger(VisitLife.class);
    logger.setLevel(Level.DEBUG);
    try (LogCapture log = LogCapture.of(VisitLife.class)) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      pair.get(0).socket().close(1000);
      assertEquals("left", Visitor.type(pair.get(1).next()));
      pair.forEach(Visitor::close);
      Eventually.await("the end of both", () -> count(log, "ended") >= 2);
      assertTrue(count(log, "waiting") >= 2, log.lines()::toString);
      assertTrue(count(log, "chatting") == 2, log.lines()::toString);
      // The end of a visit before may still come meanwhile, with its own tag.
      Map<String, Long> bySession =
          log.events().stream()
              .collect(Collectors.groupingBy(VisitLifeTest::tag, Collectors.counting()));
      assertEquals(2, bySession.values().stream().filter(lines -> lines > 1).count());
      assertTrue(bySession.keySet().stream().allMatch(tag -> tag.matches("[0-9a-f]{12}")));
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void tags_ofAnotherProcess_areOthers() {
    SessionId session = new SessionId("s");
    SessionTags tags = new SessionTags();
    assertEquals(tags.of(session), tags.of(session));
    assertNotEquals(tags.of(session), new SessionTags().of(session));
  }

  private static long count(LogCapture log, String state) {
    return log.lines().stream().filter(line -> line.endsWith(": " + state)).count();
  }

  private static String tag(ILoggingEvent event) {
    return String.valueOf(event.getKeyValuePairs().getFirst().value);
  }
}
