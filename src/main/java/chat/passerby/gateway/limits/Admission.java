package chat.passerby.gateway.limits;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which connections a node has a place for, whatever they carry. Whoever is here already stays well
 * because a crowd that would be too much is told to come later. One for all event loops.
 *
 * <p>When there is no place left, a connection that was used and is idle gives its place to a new
 * one and ends. One that has sent nothing yet does not: otherwise those who only connect could turn
 * each other, and everybody else, out.
 */
public final class Admission {
  private static final int SOONEST_SECONDS = 2;
  private static final int LATEST_SECONDS = 6;

  /**
   * How many more may come to be told, in words, that there is no place: of one address, of all.
   */
  private static final int SURPLUS_PER_ADDRESS = 8;

  private static final int SURPLUS = 1_024;

  private final int maxConnections;
  private final LinkedHashSet<ConnectionPlace> idle = new LinkedHashSet<>();
  private final Map<Optional<InetAddress>, LinkedHashSet<ConnectionPlace>> idleByAddress =
      new HashMap<>();
  private final Map<Optional<InetAddress>, Integer> surplusByAddress = new HashMap<>();
  private int connections;
  private int surplus;

  /**
   * @param maxConnections open connections of this node; 0 is no limit
   */
  public Admission(int maxConnections) {
    this.maxConnections = maxConnections;
  }

  /** Why somebody is not taken now. */
  public enum Refusal {
    /** The node has as many connections as it may. */
    FULL,
    /** The address has as many connections as it may. */
    ADDRESS,
    /** The event loop does not keep up. */
    LATE
  }

  /** Counts a connection in, unless it is refused. */
  synchronized Optional<Refusal> enter(ConnectionPlace place, AddressLimits limits) {
    Optional<InetAddress> address = place.address();
    if (!address.map(limits::connect).orElse(true)) {
      LinkedHashSet<ConnectionPlace> others = idleByAddress.get(address);
      return others == null ? Optional.of(Refusal.ADDRESS) : replace(others.iterator().next());
    }
    if (maxConnections == 0 || connections < maxConnections) {
      connections++;
      return Optional.empty();
    }
    if (idle.isEmpty()) {
      address.ifPresent(limits::disconnect);
      return Optional.of(Refusal.FULL);
    }
    ConnectionPlace oldest = idle.iterator().next();
    oldest.address().ifPresent(limits::disconnect);
    return replace(oldest);
  }

  private Optional<Refusal> replace(ConnectionPlace oldest) {
    notIdle(oldest);
    oldest.lose();
    return Optional.empty();
  }

  /** Counts a connection out that was counted in. */
  synchronized void leave(ConnectionPlace place, AddressLimits limits) {
    notIdle(place);
    connections--;
    place.address().ifPresent(limits::disconnect);
  }

  /** Counts a connection that has no place, but may be told so; false if there are too many. */
  synchronized boolean enterSurplus(Optional<InetAddress> address) {
    int ofAddress = surplusByAddress.getOrDefault(address, 0);
    if (surplus >= SURPLUS || (address.isPresent() && ofAddress >= SURPLUS_PER_ADDRESS)) {
      return false;
    }
    surplus++;
    surplusByAddress.put(address, ofAddress + 1);
    return true;
  }

  /** Counts a connection out that had no place. */
  synchronized void leaveSurplus(Optional<InetAddress> address) {
    surplus--;
    surplusByAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }

  /** The connection may have to give its place to another. */
  synchronized void idle(ConnectionPlace place) {
    idle.add(place);
    idleByAddress.computeIfAbsent(place.address(), key -> new LinkedHashSet<>()).add(place);
  }

  /** The connection keeps its place. */
  synchronized void notIdle(ConnectionPlace place) {
    if (idle.remove(place)) {
      idleByAddress.computeIfPresent(
          place.address(),
          (key, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
          });
    }
  }

  /** When the refused should try again: not all at once. */
  public static Duration retryAfter() {
    return Duration.ofSeconds(
        ThreadLocalRandom.current().nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1));
  }
}
