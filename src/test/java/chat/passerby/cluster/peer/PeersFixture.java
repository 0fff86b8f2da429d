package chat.passerby.cluster.peer;

import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

/** The direct links of nodes in tests. */
public final class PeersFixture {
  private PeersFixture() {}

  /** Of a node that makes none. */
  public static Peers none() {
    return new Peers(PeerSettings.NONE, meters(new SimpleMeterRegistry()));
  }

  /** Of a node that makes them on this machine, and has this secret. */
  public static Peers here(String secret, SimpleMeterRegistry registry) {
    Peers peers = new Peers(new PeerSettings(Optional.of("127.0.0.1"), 0), meters(registry));
    peers.know(Secret.of(secret));
    return peers;
  }

  private static PeerMeters meters(SimpleMeterRegistry registry) {
    return new PeerMeters(new Meters(registry), new SystemClock());
  }
}
