package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.matchmaking.queue.LaneKeys;
import chat.passerby.protocol.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseLeaseScriptTest extends LaneFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private final RenewLeaseScript renew;
  private final ReleaseLeaseScript release;

  ReleaseLeaseScriptTest(@TempDir Path data) {
    super(data);
    renew = new RenewLeaseScript(bench.runner());
    release = new ReleaseLeaseScript(bench.runner());
  }

  @Test
  void lease_released_isFreeAtOnce() {
    hold(ONE);
    assertTrue(get(release.run(LANE, ONE)));
    assertEquals(List.of(), bench.redis().keys());
    assertTrue(hold(TWO));
  }

  @Test
  void lease_ofAnother_stays() {
    hold(ONE);
    assertFalse(get(release.run(LANE, TWO)));
    assertFalse(hold(TWO));
  }

  @Test
  void lease_releasedAlready_isNotReleasedFromTheNextHolder() {
    hold(ONE);
    get(release.run(LANE, ONE));
    hold(TWO);
    assertFalse(get(release.run(LANE, ONE)));
    assertTrue(bench.redis().exists(LaneKeys.lease(LANE)));
  }

  private boolean hold(NodeId node) {
    return get(renew.run(LANE, node, Duration.ofHours(1)));
  }
}
