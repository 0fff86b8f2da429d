package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.time.NodeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class RareLogTest {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final StandingClock clock = new StandingClock();

  @Test
  void line_repeated_isSaidOncePerPauseAndTellsHowOftenItWasNot() {
    try (LogCapture log = LogCapture.of(RareLogTest.class)) {
      RareLog rare =
          new RareLog(LoggerFactory.getLogger(RareLogTest.class), Level.WARN, PAUSE, clock);
      for (int i = 0; i < 100; i++) {
        rare.say("Number {} is wrong.", i);
      }
      clock.nanos += PAUSE.toNanos() - 1;
      rare.say("Number {} is wrong.", 100);
      assertEquals(List.of("WARN Number 0 is wrong."), log.lines());
      clock.nanos += 1;
      rare.say("Number {} is wrong.", 101);
      assertEquals("WARN Number 101 is wrong. It happened 100 more times before.", log.last());
      clock.nanos += PAUSE.toNanos();
      rare.say("Number {} is wrong.", 102);
      assertEquals("WARN Number 102 is wrong.", log.last());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, https://evil.example",
    "'a\nb\tc\u001b[0m', a?b?c?[0m",
    "'say \"it\" \\ so', say ?it? ? so",
    "ge\u00fcbt \u202e, ge?bt ?",
  })
  void text_ofAClient_isShownWithoutWhatCouldDeceive(String text, String shown) {
    assertEquals(shown, RareLog.shown(text));
  }

  @Test
  void text_ofAClient_isShownInParts() {
    assertEquals("x".repeat(120) + "...", RareLog.shown("x".repeat(10_000)));
    assertEquals("x".repeat(120), RareLog.shown("x".repeat(120)));
  }

  private static final class StandingClock implements NodeClock {
    private long nanos = -5;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    @Override
    public Instant wall() {
      return Instant.EPOCH;
    }
  }
}
