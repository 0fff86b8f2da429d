package chat.passerby.cluster.peer;

import chat.passerby.settings.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is once in a node for its direct links: what it proves, and where it takes them. May
 * be asked on any thread.
 */
public final class Peers {
  private final PeerSettings settings;
  private final PeerMeters meters;
  private volatile @Nullable PeerKey key;
  private volatile @Nullable PeerAddress address;

  public Peers(PeerSettings settings, PeerMeters meters) {
    this.settings = settings;
    this.meters = meters;
  }

  public PeerSettings settings() {
    return settings;
  }

  public PeerMeters meters() {
    return meters;
  }

  /** The node has learned the secret that signs session tokens. */
  public void know(Secret tokens) {
    key = new PeerKey(tokens);
  }

  /** What the node proves; none before it has learned the secret, and when it makes no links. */
  public Optional<PeerKey> key() {
    return settings.host().isPresent() ? Optional.ofNullable(key) : Optional.empty();
  }

  /** The node takes links there. */
  public void listening(PeerAddress own) {
    address = own;
  }

  /** Where the node takes links; none when it does not, or not yet. */
  public Optional<PeerAddress> address() {
    return Optional.ofNullable(address);
  }
}
