package chat.passerby.matchmaking.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is measured of a queue, and that the wait foretold from it is the wait that comes. */
class LaneTrafficTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final LaneTraffic traffic = new LaneTraffic(BEGIN);

  @Test
  void rates_ofTheLastMinute_areMeasured() {
    for (int tenth = 0; tenth < 1_200; tenth++) {
      Instant now = BEGIN.plusMillis(100 * tenth);
      traffic.arrived(now);
      if (tenth % 2 == 0) {
        traffic.matched(now.minusMillis(50), now);
      }
    }
    LaneFigures figures = traffic.figures(BEGIN.plusSeconds(120));
    assertEquals(10, figures.arrivedPerSecond(), 0.2);
    assertEquals(5, figures.matchedPerSecond(), 0.1);
  }

  @Test
  void rates_afterTheTrafficEnds_fallToNothing() {
    for (int i = 0; i < 100; i++) {
      traffic.matched(BEGIN, BEGIN.plusMillis(i));
    }
    assertEquals(100, traffic.figures(BEGIN.plusSeconds(59)).matched());
    assertEquals(0, traffic.figures(BEGIN.plusSeconds(60)).matched());
  }

  @Test
  void backlog_matchedAtOnce_isNoRate() {
    for (int i = 0; i < 100; i++) {
      traffic.matched(BEGIN.minusSeconds(60), BEGIN.plusMillis(i));
    }
    assertEquals(10, traffic.figures(BEGIN.plusMillis(100)).matchedPerSecond(), 0.01);
  }

  @Test
  void waits_ofTheLastHundred_areKeptForFiveMinutes() {
    for (int i = 0; i < 150; i++) {
      Instant now = BEGIN.plusSeconds(i);
      traffic.matched(now.minusMillis(i), now);
    }
    List<Duration> waits = traffic.figures(BEGIN.plusSeconds(150)).waits();
    assertEquals(100, waits.size());
    assertEquals(Duration.ofMillis(50), waits.get(0));
    assertEquals(Duration.ofMillis(149), waits.get(99));
    Instant later = BEGIN.plusSeconds(149).plus(LaneTraffic.MEMORY);
    assertEquals(List.of(Duration.ofMillis(149)), traffic.figures(later).waits());
    assertEquals(List.of(), traffic.figures(later.plusMillis(1)).waits());
    assertTrue(traffic.figures(later.plusMillis(1)).isEmpty());
  }

  @Test
  void traffic_thatAnotherNodeMeasured_isGoneOnFrom() {
    for (int i = 0; i < 60; i++) {
      traffic.arrived(BEGIN.plusSeconds(i));
      traffic.matched(BEGIN.plusSeconds(i).minusMillis(i), BEGIN.plusSeconds(i));
    }
    Instant moved = BEGIN.plusSeconds(60);
    LaneFigures before = traffic.figures(moved);
    LaneTraffic next = new LaneTraffic(moved);
    next.matched(moved.minusMillis(77), moved);
    next.goOnFrom(before, moved.plusMillis(500));
    LaneFigures after = next.figures(moved.plusSeconds(1));
    assertEquals(before.arrived(), after.arrived(), 2);
    assertEquals(before.matched() + 1, after.matched(), 2);
    assertEquals(before.matchedPerSecond(), after.matchedPerSecond(), 0.1);
    assertEquals(61, after.waits().size());
    assertEquals(Duration.ofMillis(59), after.waits().get(59));
    assertEquals(Duration.ofMillis(77), after.waits().get(60));
    // They leave the window by and by, as they came into it.
    assertEquals(30, next.figures(moved.plusSeconds(30)).arrived(), 3);
    assertEquals(0, next.figures(moved.plusSeconds(61)).arrived());
  }

  @Test
  void traffic_goneOnFrom_keepsAHundredWaitsAndItsOwnFirst() {
    Duration old = Duration.ofSeconds(9);
    traffic.matched(BEGIN.minusSeconds(1), BEGIN);
    traffic.goOnFrom(
        new LaneFigures(Duration.ofSeconds(60), 0, 100, Collections.nCopies(100, old)), BEGIN);
    List<Duration> waits = traffic.figures(BEGIN).waits();
    assertEquals(100, waits.size());
    assertEquals(old, waits.get(98));
    assertEquals(Duration.ofSeconds(1), waits.get(99));
  }

  @Test
  void wait_thatEndsBeforeItBegan_isNone() {
    traffic.matched(BEGIN.plusSeconds(1), BEGIN);
    assertEquals(List.of(Duration.ZERO), traffic.figures(BEGIN).waits());
  }

  @Test
  void expectedWait_ofFewerThanTenPersons_isNotTold() {
    for (int person = 1; person <= 10; person++) {
      assertEquals(Optional.empty(), expectedWait(1, BEGIN.plusSeconds(20)), person + " persons");
      traffic.matched(BEGIN, BEGIN.plusSeconds(15));
    }
    assertEquals(Optional.of(Duration.ofSeconds(2)), expectedWait(1, BEGIN.plusSeconds(20)));
  }

  /** Persons come at random and stay for a random time, on average four seconds: M/M/infinity. */
  @Test
  void expectedWait_ofRandomWaits_isTheirMeanOnAverage() {
    Random random = new Random(42);
    double rate = 5;
    Duration mean = Duration.ofSeconds(4);
    PriorityQueue<Instant[]> present =
        new PriorityQueue<>(Comparator.comparing((Instant[] wait) -> wait[1]));
    double sum = 0;
    int asked = 0;
    for (Instant now = BEGIN; now.isBefore(BEGIN.plus(TEN_MINUTES)); ) {
      now = now.plus(exponential(random, Duration.ofMillis((long) (1_000 / rate))));
      while (!present.isEmpty() && !present.element()[1].isAfter(now)) {
        Instant[] wait = present.remove();
        traffic.matched(wait[0], wait[1]);
      }
      if (now.isAfter(BEGIN.plusSeconds(60))) {
        sum += expectedWait(present.size(), now).orElse(Duration.ZERO).toMillis();
        asked++;
      }
      traffic.arrived(now);
      present.add(new Instant[] {now, now.plus(exponential(random, mean))});
    }
    assertEquals(mean.toMillis(), sum / asked, 0.1 * mean.toMillis());
    assertEquals(rate, traffic.figures(BEGIN.plus(TEN_MINUTES)).arrivedPerSecond(), 0.15 * rate);
  }

  /** Whoever finds nobody waits for the next to come, which takes one mean time between two. */
  @Test
  void expectedWait_ofOneWhoFindsNobody_isTheMeanTimeToTheNext() {
    Random random = new Random(7);
    Duration between = Duration.ofMillis(1_500);
    Deque<Instant> queue = new ArrayDeque<>();
    double foretold = 0;
    double waited = 0;
    int alone = 0;
    Instant end = BEGIN.plus(TEN_MINUTES.multipliedBy(6));
    for (Instant now = BEGIN; now.isBefore(end); ) {
      now = now.plus(exponential(random, between));
      traffic.arrived(now);
      if (!queue.isEmpty()) {
        Instant since = queue.remove();
        traffic.matched(since, now);
        traffic.matched(now, now);
        waited += Duration.between(since, now).toMillis();
      } else {
        if (now.isAfter(BEGIN.plusSeconds(60))) {
          foretold += expectedWait(1, now).orElse(Duration.ZERO).toMillis();
          alone++;
        }
        queue.add(now);
      }
    }
    assertEquals(between.toMillis(), foretold / alone, 0.1 * between.toMillis());
    assertEquals(waited / alone, foretold / alone, 0.15 * between.toMillis());
  }

  private Optional<Duration> expectedWait(int count, Instant now) {
    return PartitionFigures.merge(count, List.of(traffic.figures(now)))
        .expectedWait(count, Duration.ZERO);
  }

  private static Duration exponential(Random random, Duration mean) {
    return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * mean.toNanos()));
  }
}
