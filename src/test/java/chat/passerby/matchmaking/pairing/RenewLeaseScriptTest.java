package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewLeaseScriptTest extends LaneFixture {
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");
  private static final Duration LONG = Duration.ofHours(1);
  private static final String KEY = "passerby:{default:text}:lease";

  private final RenewLeaseScript renew;

  RenewLeaseScriptTest(@TempDir Path data) {
    super(data);
    renew = new RenewLeaseScript(bench.runner());
  }

  @Test
  void lease_free_isTakenForItsTerm() {
    assertTrue(get(renew.run(LANE, ONE, LONG)));
    assertEquals("one", bench.redis().answer(Command.GET, KEY).toString());
    long left = bench.redis().number(Command.PTTL, KEY);
    assertTrue(left > 0 && left <= LONG.toMillis(), "expires in " + left);
  }

  @Test
  void lease_own_isExtended() {
    get(renew.run(LANE, ONE, Duration.ofMinutes(1)));
    assertTrue(get(renew.run(LANE, ONE, LONG)));
    assertTrue(bench.redis().number(Command.PTTL, KEY) > Duration.ofMinutes(2).toMillis());
  }

  @Test
  void lease_ofAnother_staysAsItIs() {
    get(renew.run(LANE, ONE, Duration.ofMinutes(1)));
    assertFalse(get(renew.run(LANE, TWO, LONG)));
    assertEquals("one", bench.redis().answer(Command.GET, KEY).toString());
    assertTrue(bench.redis().number(Command.PTTL, KEY) <= Duration.ofMinutes(1).toMillis());
  }

  @Test
  void lease_notRenewed_runsOutAndGoesToTheNext() {
    get(renew.run(LANE, ONE, Duration.ofMillis(50)));
    Eventually.await("the lease is free", () -> get(renew.run(LANE, TWO, LONG)));
    assertFalse(get(renew.run(LANE, ONE, LONG)));
  }

  @Test
  void contenders_atOnce_getItOnce() {
    RenewLeaseScript other = new RenewLeaseScript(new ScriptRunner(bench.redis().connect()));
    for (int i = 0; i < 20; i++) {
      Future<Boolean> one = renew.run(LANE, ONE, LONG);
      Future<Boolean> two = other.run(LANE, TWO, LONG);
      assertTrue(get(one) ^ get(two));
      clear();
    }
  }
}
