package chat.passerby.gateway.socket;

import chat.passerby.gateway.Absences;
import chat.passerby.gateway.levelling.LoopShare;
import chat.passerby.protocol.CloseCode;
import chat.passerby.protocol.NodeId;
import chat.passerby.visit.state.Input;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The connections of one event loop. To be called there. */
public final class Connections {
  /** Visitors who are handed over at one moment need not come elsewhere at one moment. */
  private static final long HAND_OVER_MILLIS = 1_000;

  private final Surroundings surroundings;
  private final Absences absences;
  private final Set<Connection> open = new HashSet<>();
  private boolean draining;

  /**
   * @param absences the visitors whose connections here have dropped
   */
  public Connections(Surroundings surroundings, Absences absences) {
    this.surroundings = surroundings;
    this.absences = absences;
  }

  /**
   * Takes the channel of a WebSocket whose handshake is done.
   *
   * @param address the visitor's
   * @param closed called once, when the socket is gone
   */
  void accept(Channel channel, InetAddress address, Runnable closed) {
    Connection connection =
        new Connection(
            channel,
            address,
            surroundings,
            gone -> {
              open.remove(gone);
              closed.run();
              surroundings.meters().disconnected();
            });
    open.add(connection);
    surroundings.meters().connected();
    connection.open();
  }

  /**
   * Pings, and closes the silent.
   *
   * @param now in milliseconds
   */
  public void sweep(long now) {
    // A copy: closing takes the connection out of the set.
    Set.copyOf(open).forEach(connection -> connection.sweep(now));
  }

  /**
   * Makes up for what Redis or a message may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  public void refresh(boolean lost) {
    each(new Input.Refresh(lost));
  }

  /** Redis has lost its data: writes down again what the visitors here need. */
  public void restore() {
    each(new Input.DataLost());
    absences.restore();
  }

  /** Nodes have died, perhaps with somebody's partner. */
  public void nodesDied(Set<NodeId> nodes) {
    each(new Input.NodesDied(nodes));
  }

  private void each(Input input) {
    open.forEach(connection -> connection.ifWelcomed(visit -> visit.take(input)));
  }

  /** Closes all connections, whose sessions others look after by now. */
  void letGo() {
    Set.copyOf(open).forEach(Connection::letGo);
  }

  /**
   * Takes nobody any more, and asks everyone to connect elsewhere at some time within {@code
   * spread}: at random, so that the other nodes are not stormed.
   */
  void drain(Duration spread) {
    draining = true;
    for (Connection connection : Set.copyOf(open)) {
      long after = ThreadLocalRandom.current().nextLong(Math.max(1, spread.toMillis()));
      connection.goAway(Duration.ofMillis(after));
    }
  }

  /**
   * Asks some of those whom it costs nothing to connect elsewhere, while this node has more than
   * its share of all. Nobody who chats is asked.
   */
  public void level(LoopShare share) {
    if (draining || !share.isUneven()) {
      return;
    }
    Instant now = surroundings.clock().instant();
    List<VisitShell> visits = new ArrayList<>(open.size());
    open.forEach(connection -> connection.ifWelcomed(visits::add));
    int leaving = (int) visits.stream().filter(visit -> visit.isLeaving(now)).count();
    List<VisitShell> going =
        visits.stream()
            .filter(visit -> visit.isFreeToMove(now))
            .limit(share.due(open.size(), leaving))
            .toList();
    going.forEach(
        visit ->
            visit.handOver(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(HAND_OVER_MILLIS))));
    share.asked(going.size());
  }

  /** Whether nobody is taken any more. */
  boolean isDraining() {
    return draining;
  }

  /** How many sockets are open. */
  int count() {
    return open.size();
  }

  void closeAll() {
    Set.copyOf(open).forEach(connection -> connection.close(CloseCode.GOING_AWAY));
  }
}
