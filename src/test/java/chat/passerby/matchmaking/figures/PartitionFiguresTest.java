package chat.passerby.matchmaking.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionFiguresTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void shards_merged_addUpTheirRatesAndPutTheirWaitsTogether() {
    PartitionFigures merged =
        PartitionFigures.merge(
            7,
            List.of(
                new LaneFigures(MINUTE, 120, 60, millis(10, 20)),
                new LaneFigures(Duration.ofSeconds(10), 30, 5, millis(1_000))));
    assertEquals(7, merged.waiting());
    assertEquals(5, merged.arrivedPerSecond());
    assertEquals(1.5, merged.matchedPerSecond());
    assertEquals(65, merged.matched());
    assertEquals(Optional.of(Duration.ofMillis(20)), merged.medianWait());
  }

  @Test
  void median_ofAnEvenNumber_isBetweenTheMiddleTwo() {
    assertEquals(Optional.of(Duration.ofMillis(25)), figures(0, 40, 30, 20, 10).medianWait());
    assertEquals(Optional.of(Duration.ofMillis(30)), figures(0, 30).medianWait());
    assertEquals(Optional.empty(), figures(0).medianWait());
  }

  @Test
  void expectedWait_ofAll_isTheNumberWaitingByTheRate() {
    PartitionFigures oneEachSecond = figures(60, 100);
    assertEquals(Optional.of(Duration.ofSeconds(1)), oneEachSecond.expectedWait(1, Duration.ZERO));
    assertEquals(Optional.of(Duration.ofSeconds(8)), oneEachSecond.expectedWait(8, Duration.ZERO));
    assertEquals(Optional.of(Duration.ofSeconds(1)), oneEachSecond.expectedWait(0, Duration.ZERO));
  }

  @Test
  void expectedWait_ofOneWhoHasWaited_isCountedFromNowOn() {
    assertEquals(
        Optional.of(Duration.ofSeconds(8)),
        figures(60, 100).expectedWait(8, Duration.ofSeconds(7)));
  }

  @Test
  void expectedWait_ofOneWhoWaitsUnlikeAllOthers_isNotTold() {
    PartitionFigures figures = figures(60, 100, 12_000, 300);
    assertEquals(
        Optional.of(Duration.ofSeconds(1)), figures.expectedWait(1, Duration.ofSeconds(12)));
    assertEquals(Optional.empty(), figures.expectedWait(1, Duration.ofMillis(12_001)));
  }

  @Test
  void expectedWait_withoutFigures_isNotTold() {
    assertEquals(
        Optional.empty(), PartitionFigures.merge(3, List.of()).expectedWait(3, Duration.ZERO));
  }

  private static PartitionFigures figures(int matched, long... waits) {
    return PartitionFigures.merge(0, List.of(new LaneFigures(MINUTE, 0, matched, millis(waits))));
  }

  private static List<Duration> millis(long... waits) {
    return Arrays.stream(waits).mapToObj(Duration::ofMillis).toList();
  }
}
