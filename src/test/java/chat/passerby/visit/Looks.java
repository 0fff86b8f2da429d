package chat.passerby.visit;

import chat.passerby.visit.state.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pace that lets everybody go on, and tells what it was told. */
final class Looks implements Pacing {
  final List<String> told = new ArrayList<>();
  Duration look = Duration.ZERO;
  Duration newcomer = Duration.ZERO;
  Optional<Duration> limit = Optional.empty();

  @Override
  public void matched(Instant now) {
    told.add("matched");
  }

  @Override
  public void leaving(Instant now) {
    told.add("leaving");
  }

  @Override
  public void excused(Instant now) {
    told.add("excused");
  }

  @Override
  public void heldBack(Instant now) {
    told.add("held back");
  }

  @Override
  public Duration lookLeft(Instant now) {
    return look;
  }

  @Override
  public Duration newcomerLeft(Instant now) {
    return newcomer;
  }

  @Override
  public Optional<Duration> search(Instant now) {
    return limit;
  }
}
