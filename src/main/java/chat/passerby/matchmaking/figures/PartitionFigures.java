package chat.passerby.matchmaking.figures;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a lane, all its shards taken together.
 *
 * @param waiting how many wait
 * @param arrivedPerSecond how many come
 * @param matchedPerSecond how many persons meet somebody, two for each pair
 * @param matched of how many persons that is known
 * @param waits how long the last ones who met somebody had waited
 */
public record PartitionFigures(
    int waiting,
    double arrivedPerSecond,
    double matchedPerSecond,
    int matched,
    List<Duration> waits) {
  /** From fewer persons in the window no rate is told. */
  static final int FEWEST_PERSONS = 10;

  public PartitionFigures {
    waits = List.copyOf(waits);
  }

  /** Takes the figures of a lane's shards together. */
  static PartitionFigures merge(int waiting, Collection<LaneFigures> shards) {
    return new PartitionFigures(
        waiting,
        shards.stream().mapToDouble(LaneFigures::arrivedPerSecond).sum(),
        shards.stream().mapToDouble(LaneFigures::matchedPerSecond).sum(),
        shards.stream().mapToInt(LaneFigures::matched).sum(),
        shards.stream().flatMap(shard -> shard.waits().stream()).toList());
  }

  /** The median of the last waits, if any has been measured. */
  public Optional<Duration> medianWait() {
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = waits.stream().sorted().toList();
    Duration upper = sorted.get(sorted.size() / 2);
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    return Optional.of(lower.plus(upper).dividedBy(2));
  }

  /**
   * How long one of those who wait may expect to wait from now on.
   *
   * <p>It is Little's law, L = λW, solved for W, with the present number of the waiting as L and
   * the rate at which persons meet somebody as λ (J. D. C. Little, "A Proof for the Queuing
   * Formula: L = λW", Operations Research 9(3), 1961). What somebody has waited already is not
   * taken off: it brings nobody nearer who has rare wishes.
   *
   * @param count how many wait, this one included
   * @param waited how long this one has waited already
   * @return nothing when too few have met of late to tell, or when this one has waited for longer
   *     than that and than any of the last who met: a lane's average does not speak of such a one
   */
  public Optional<Duration> expectedWait(int count, Duration waited) {
    if (matched < FEWEST_PERSONS || matchedPerSecond <= 0) {
      return Optional.empty();
    }
    long millis = (long) Math.ceil(Math.max(1, count) * 1_000 / matchedPerSecond);
    Duration expected = Duration.ofMillis(millis);
    boolean usual =
        waited.compareTo(expected) <= 0
            || waits.stream().anyMatch(wait -> waited.compareTo(wait) <= 0);
    return usual ? Optional.of(expected) : Optional.empty();
  }
}
