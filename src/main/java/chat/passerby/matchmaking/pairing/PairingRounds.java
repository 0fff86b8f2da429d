package chat.passerby.matchmaking.pairing;

import chat.passerby.matchmaking.queue.LaneQueue;
import java.time.Duration;

/**
 * How often lanes are read and cleaned up.
 *
 * @param reading how often the mirrors are read again although nothing seems to be missed
 * @param lifetime how long a ticket stays without being put in again
 */
public record PairingRounds(Duration reading, Duration lifetime) {
  public static final PairingRounds USUAL =
      new PairingRounds(Duration.ofSeconds(15), LaneQueue.LIFETIME);
}
