package chat.passerby.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chat.passerby.cluster.peer.PeerAddress;
import chat.passerby.cluster.peer.PeerMeters;
import chat.passerby.cluster.peer.Peers;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.LogCapture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LinkMakerTest {
  private static final NodeId OTHER = new NodeId("other");

  private final Vertx vertx = Vertx.vertx();
  private final NeighboursFixture neighbours = new NeighboursFixture();
  private final Peers peers =
      PeersFixture.here("the secret that all nodes share", new SimpleMeterRegistry());
  private final LinkMaker maker =
      new LinkMaker(vertx, new NodeId("self"), peers, neighbours.neighbours());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void node_thatTellsAnAddress_takesLinks() {
    assertFalse(maker.takesLinks(OTHER));
    neighbours.learns(Map.of(OTHER, new PeerAddress("127.0.0.1", 7001)));
    assertTrue(maker.takesLinks(OTHER));
    neighbours.declaresDead(OTHER);
    assertFalse(maker.takesLinks(OTHER));
  }

  /** It is on another machine, of which the loopback address is told there. */
  @Test
  void node_thatTellsTheAddressOfThisOne_isNotLinkedTo() {
    peers.listening(new PeerAddress("127.0.0.1", 7000));
    neighbours.learns(Map.of(OTHER, new PeerAddress("127.0.0.1", 7000)));
    assertFalse(maker.takesLinks(OTHER));
  }

  /** It tells a closed port from a firewall or an unknown name, and holds no address. */
  @Test
  void node_thatIsNotReached_isLoggedWithTheKindOfFailure() {
    int nobody = RedisProcess.freePort();
    neighbours.learns(Map.of(OTHER, new PeerAddress("127.0.0.1", nobody)));
    Logger logger = (Logger) LoggerFactory.getLogger(PeerMeters.class);
    logger.setLevel(Level.DEBUG);
    Promise<Void> ended = Promise.promise();
    try (LogCapture log = LogCapture.of(PeerMeters.class)) {
      maker.open(OTHER, 1, () -> {}, number -> {}, ended::tryComplete);
      Eventually.get(ended.future());
      assertTrue(log.last().endsWith("reached, AnnotatedConnectException."), log::last);
    } finally {
      logger.setLevel(null);
    }
  }
}
