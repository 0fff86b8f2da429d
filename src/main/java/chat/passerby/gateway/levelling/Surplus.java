package chat.passerby.gateway.levelling;

import java.util.Collection;

/**
 * How many visitors a node has above its share. It begins to count when the nodes differ by more
 * than chance explains, and then goes on until this node is close to its share: with one limit for
 * both, a crowd would be handed to and fro. May be asked on any thread.
 */
final class Surplus {
  /** With fewer visitors a node on average, levelling is worth nothing. */
  static final int FEW = 20;

  /** How far from the mean some node has to be, as a part of the mean. */
  private static final double UNEVEN = 0.1;

  /** The same in standard deviations of a count that comes about by chance. */
  private static final double DEVIATIONS = 3;

  /** Once begun, it goes on until all are so close to the mean, as a part of it. */
  private static final double EVEN = 0.04;

  private boolean levelling;

  /**
   * How many visitors are above the mean.
   *
   * @param here how many this node has
   * @param others how many each of the others has that take new ones
   * @return 0 when there are none, or so few that they are left where they are
   */
  synchronized double of(int here, Collection<Integer> others) {
    double mean = here;
    int least = here;
    for (int other : others) {
      mean += other;
      least = Math.min(least, other);
    }
    mean /= others.size() + 1;
    double above = here - mean;
    double off = Math.max(above, mean - least);
    double limit = levelling ? EVEN * mean : Math.max(UNEVEN * mean, DEVIATIONS * Math.sqrt(mean));
    levelling = mean >= FEW && above > 1 && off > limit;
    return levelling ? above : 0;
  }
}
