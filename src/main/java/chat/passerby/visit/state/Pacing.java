package chat.passerby.visit.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How soon and how often one visitor may search. It outlives a visit, since a new connection is no
 * new beginning, so it is handed in.
 */
public interface Pacing {
  /** There is somebody to look at. */
  void matched(Instant now);

  /** The visitor wants to leave the room. */
  void leaving(Instant now);

  /** The partner is gone. */
  void excused(Instant now);

  /** What the visitor said to a partner was held back, as said to many. */
  void heldBack(Instant now);

  /** How long the visitor still has to look before searching again; zero when it may. */
  Duration lookLeft(Instant now);

  /**
   * How long a device that is new here still has to wait before it searches; zero for all others,
   * and while the shield slows nobody.
   */
  Duration newcomerLeft(Instant now);

  /** Counts a search; when it is one too many, says after how long it would not be. */
  Optional<Duration> search(Instant now);
}
