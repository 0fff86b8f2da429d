package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.IThrowableProxy;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which failures are faults, and what of them is counted and shown. */
class FaultsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StandingClock clock = new StandingClock();
  private final Faults faults = new Faults(new Meters(registry), clock);
  private final LogCapture log = LogCapture.of(Faults.class);

  @AfterEach
  void end() {
    log.close();
  }

  @Test
  void report_ofAFault_countsItAndLogsItsStack() {
    assertTrue(faults.report(Part.PAIRING, "A lane broke.", new NullPointerException("a is null")));
    assertEquals(1, count(Part.PAIRING));
    assertEquals("ERROR A lane broke.", log.last());
    assertEquals("java.lang.NullPointerException: a is null", shown().getMessage());
    assertEquals(
        getClass().getName(),
        shown().getStackTraceElementProxyArray()[0].getStackTraceElement().getClassName());
  }

  @Test
  void report_ofWhatMayQuoteAVisitor_showsItsTypeOnly() {
    Throwable quoting = new IllegalArgumentException("hush", new RuntimeException("hush"));
    faults.report(Part.VISIT, "A frame broke.", quoting);
    assertEquals("java.lang.IllegalArgumentException", shown().getMessage());
    assertEquals("java.lang.RuntimeException", shown().getCause().getMessage());
  }

  @Test
  void report_ofTheAbsenceOfRedis_isNone() {
    RedisUnavailableException away =
        RedisUnavailableException.unsent("away", Duration.ofSeconds(1));
    assertFalse(faults.report(Part.VISIT, "A search was not begun.", away));
    assertEquals(0, count(Part.VISIT));
    assertTrue(log.lines().isEmpty());
  }

  @Test
  void reports_byTheThousand_areAllCountedAndLoggedInPart() {
    for (int i = 0; i < 1000; i++) {
      faults.report(Part.NODE, "It broke.", new RuntimeException());
    }
    assertEquals(1000, count(Part.NODE));
    assertEquals(Faults.BURST, log.lines().size());
    clock.nanos += Faults.PAUSE.toNanos();
    faults.report(Part.NODE, "It broke.", new RuntimeException());
    assertEquals(Faults.BURST + 1, log.lines().size());
    assertEquals("ERROR It broke. 980 more faults were not logged.", log.last());
  }

  private IThrowableProxy shown() {
    return log.events().getLast().getThrowableProxy();
  }

  private static final class StandingClock implements NodeClock {
    private long nanos = Long.MAX_VALUE - 5;

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

  private double count(Part part) {
    return registry.get("passerby_faults").tag("part", Meters.text(part)).counter().count();
  }
}
