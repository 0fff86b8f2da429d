package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import chat.passerby.redis.Eventually;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogChangesTest {
  private static final String GATEWAY = "chat.passerby.gateway";

  private final Vertx vertx = Vertx.vertx();
  private final LoggerContext context = new LoggerContext();
  private final LogChanges changes = new LogChanges(vertx, context);

  @BeforeEach
  void make() {
    context.getLogger(GATEWAY);
  }

  @AfterEach
  void stop() {
    Eventually.get(vertx.close());
  }

  @Test
  void level_changed_holdsForItsTimeAndIsSaid() {
    try (LogCapture log = LogCapture.of(LogChanges.class)) {
      changes.change(GATEWAY, "debug", "PT1S");
      assertEquals(Level.DEBUG, context.getLogger(GATEWAY).getLevel());
      Eventually.await("the end", () -> context.getLogger(GATEWAY).getLevel() == null);
      Eventually.await("its line", () -> log.lines().size() == 2);
      assertTrue(
          log.lines()
              .get(0)
              .startsWith("WARN Set the log level of chat.passerby.gateway to DEBUG for PT1S"),
          log.lines()::toString);
    }
  }

  @Test
  void level_changedAgain_goesBackToThatOfTheBeginning() {
    context.getLogger(GATEWAY).setLevel(Level.ERROR);
    changes.change(GATEWAY, "debug", "PT1H");
    changes.change(GATEWAY, "trace", "PT1S");
    assertEquals(Level.TRACE, context.getLogger(GATEWAY).getLevel());
    Eventually.await("the end", () -> context.getLogger(GATEWAY).getLevel() == Level.ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty, debug, PT1M, logger",
    "ROOT, debug, PT1M, logger",
    "chat.passerbyx, debug, PT1M, logger",
    "'', debug, PT1M, logger",
    "chat.passerby.gatway, debug, PT1M, logger",
    "chat.passerby, all, PT1M, level",
    "chat.passerby, DEBUG, PT1M, level",
    "chat.passerby, debug, PT61M, for",
    "chat.passerby, debug, PT0S, for",
    "chat.passerby, debug, soon, for",
  })
  void change_outOfBounds_isRefusedByName(String logger, String level, String time, String field) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> changes.change(logger, level, time));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("`" + field + "`"), refused::toString);
  }

  @Test
  void changes_tooManyAtOnce_areRefused() {
    for (int i = 0; i < LogChanges.MOST; i++) {
      context.getLogger(GATEWAY + ".n" + i);
      changes.change(GATEWAY + ".n" + i, "debug", "");
    }
    assertThrows(
        IllegalArgumentException.class, () -> changes.change("chat.passerby", "debug", ""));
    changes.change(GATEWAY + ".n0", "info", "");
  }
}
