package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.http.SharedReading.Reading;
import chat.passerby.time.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
  private final MovableClock clock = new MovableClock();
  private final List<Promise<String>> reads = new ArrayList<>();
  private final SharedReading<String> shared = new SharedReading<>(this::read, clock);

  @Test
  void readings_askedForWhileOneIsUnderWay_areThatOne() {
    Future<Reading<String>> first = shared.get();
    clock.advance(Duration.ofSeconds(5));
    assertSame(first, shared.get());
    assertEquals(1, reads.size());
    assertEquals(Optional.empty(), shared.latest());
  }

  @Test
  void reading_withinASecond_servesEveryone() {
    Future<Reading<String>> first = shared.get();
    reads.get(0).complete("one");
    clock.advance(SharedReading.FRESH.minusMillis(1));
    assertSame(first, shared.get());
    assertEquals("one", first.result().value());
    clock.advance(Duration.ofMillis(1));
    Future<Reading<String>> second = shared.get();
    reads.get(1).complete("two");
    assertEquals(new Reading<>("two", clock.instant()), second.result());
    assertEquals(Optional.of(second.result()), shared.latest());
  }

  @Test
  void reading_thatFailed_isMadeAgainAfterASecond() {
    shared.get();
    reads.get(0).fail("away");
    assertEquals(Optional.empty(), shared.latest());
    assertTrue(shared.get().failed());
    assertEquals(1, reads.size());
    clock.advance(SharedReading.FRESH);
    assertTrue(!shared.get().isComplete());
    reads.get(1).complete("back");
    assertEquals("back", shared.get().result().value());
  }

  private Future<String> read() {
    Promise<String> read = Promise.promise();
    reads.add(read);
    return read.future();
  }
}
