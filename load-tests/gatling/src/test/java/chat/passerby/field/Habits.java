package chat.passerby.field;

import java.time.Duration;
import java.util.Random;

/** What one visitor does by chance. The same seed makes the same visitor. */
final class Habits {
  private static final double MEDIAN_STAY_MILLIS = 3_000;

  /** One stay in ten lasts longer than 18 s, one in a hundred longer than 78 s. */
  private static final double STAY_SPREAD = 1.4;

  private static final double LONGEST_STAY_MILLIS = 600_000;
  private static final double DROPPED = 0.1;
  private static final double MEAN_LENGTH = 24;
  private static final int LONGEST_TEXT = 400;

  /** About 40 words a minute, on glass. */
  private static final int MILLIS_PER_CHARACTER = 280;

  private static final double MEAN_CHATS = 12;

  private final Random random;

  Habits(long seed) {
    random = new Random(seed);
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** How long this one stays with somebody, if that one does. */
  long stayMillis() {
    double stay = MEDIAN_STAY_MILLIS * Math.exp(STAY_SPREAD * random.nextGaussian());
    return (long) Math.min(LONGEST_STAY_MILLIS, stay);
  }

  /** How many chats make one visit. */
  int chats() {
    return 1 + (int) (-MEAN_CHATS * Math.log(1 - random.nextDouble()));
  }

  int textLength() {
    return Math.min(LONGEST_TEXT, 1 + (int) (-MEAN_LENGTH * Math.log(1 - random.nextDouble())));
  }

  long typingMillis(int length) {
    return (long) (length * MILLIS_PER_CHARACTER * (0.5 + random.nextDouble()));
  }

  /** Until something comes to mind, or the other's words are read. */
  long pauseMillis() {
    return 300 + (long) (-1_500 * Math.log(1 - random.nextDouble()));
  }

  boolean drops() {
    return random.nextDouble() < DROPPED;
  }

  /** Half of those who drop vanish without a word, as a phone in a tunnel does. */
  boolean vanishes() {
    return random.nextBoolean();
  }

  double share() {
    return random.nextDouble();
  }

  /** A reload takes a second or two, a tunnel up to ten; the node waits for 20 s. */
  Duration away(boolean vanished) {
    return Duration.ofMillis(
        vanished ? 2_000 + random.nextInt(8_000) : 300 + random.nextInt(2_000));
  }
}
