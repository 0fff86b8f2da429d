package chat.passerby.moderation.shield;

import java.time.Instant;
import java.util.Optional;

/**
 * The shield as this node knows it: a look asks nobody. One for the whole node; written by a {@link
 * ShieldReader}, and may be asked on any thread. A shield is over at its end by the time of this
 * node, also while Redis is away.
 */
public final class ShieldBook {
  private volatile Optional<Held> held = Optional.empty();

  /**
   * A shield, and when it ends by the time of this node.
   *
   * @param ends not before that moment by the clock of Redis
   */
  private record Held(Shield shield, Instant ends) {}

  /** The shield that is raised now, if one is. */
  public Optional<Shield> raised(Instant now) {
    return held.filter(its -> now.isBefore(its.ends())).map(Held::shield);
  }

  /** The shield that is raised now, if it takes this measure. */
  public Optional<Shield> with(ShieldMeasure measure, Instant now) {
    return raised(now).filter(shield -> shield.measures().contains(measure));
  }

  /** The shield is raised until then, by the time of this node. */
  public void raised(Shield shield, Instant ends) {
    held = Optional.of(new Held(shield, ends));
  }

  /** No shield is raised. */
  public void lowered() {
    held = Optional.empty();
  }
}
