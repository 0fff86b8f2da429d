package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.NodeId;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOverLeaseScriptTest extends LaneFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final NodeId THREE = new NodeId("three");

  private final RenewLeaseScript renew;
  private final HandOverLeaseScript handOver;

  HandOverLeaseScriptTest(@TempDir Path data) {
    super(data);
    renew = new RenewLeaseScript(bench.runner());
    handOver = new HandOverLeaseScript(bench.runner());
  }

  @Test
  void lease_handedOver_isTheHeirsForATermAndNobodyElses() {
    assertTrue(hold(ONE));
    assertTrue(give(ONE, TWO));
    assertFalse(hold(ONE));
    assertFalse(hold(THREE));
    long left = bench.redis().number(Command.PTTL, LaneKeys.lease(LANE));
    assertTrue(0 < left && left <= LaneLease.TERM.toMillis(), () -> left + " ms");
    assertTrue(hold(TWO));
  }

  @Test
  void lease_ofAnotherOrOfNobody_isNotGiven() {
    assertFalse(give(ONE, TWO));
    assertEquals(List.of(), bench.redis().keys());
    assertTrue(hold(THREE));
    assertFalse(give(ONE, TWO));
    assertFalse(hold(TWO));
  }

  private boolean hold(NodeId node) {
    return get(renew.run(LANE, node, Duration.ofHours(1)));
  }

  private boolean give(NodeId holder, NodeId heir) {
    return get(handOver.run(LANE, holder, heir, LaneLease.TERM));
  }
}
