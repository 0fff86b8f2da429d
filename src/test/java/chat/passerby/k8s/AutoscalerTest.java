package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * How many gateways there are when the crowd grows and shrinks, by the manifest and its formula.
 */
class AutoscalerTest {
  private static final Path MANIFEST = Path.of("k8s/components/scaling/gateway-autoscaler.yaml");
  private static final Duration QUARTER = Autoscaler.PERIOD;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TARGET = 10_000;

  @Test
  void crowd_thatIsAsExpected_changesNothing() throws IOException {
    for (int sockets : List.of(91 * TARGET / 100, TARGET, 109 * TARGET / 100)) {
      Autoscaler gateways = gateways(4);
      assertEquals(4, gateways.pass(MINUTE.multipliedBy(30), load(4 * sockets, 100)));
    }
  }

  @Test
  void crowd_thatGrowsAtOnce_getsHalfAsManyMoreEachMinuteAfterHalfAMinute() throws IOException {
    Autoscaler gateways = gateways(2);
    Autoscaler.Load usual = load(2 * TARGET, 100);
    assertEquals(2, gateways.pass(MINUTE.multipliedBy(2), usual));
    Autoscaler.Load many = load(12 * TARGET, 100);
    assertEquals(2, gateways.pass(QUARTER, many), "half a minute of it is needed");
    assertEquals(4, gateways.pass(QUARTER, many), "two more are more than half of two");
    assertEquals(4, gateways.pass(MINUTE.minus(QUARTER), many));
    assertEquals(6, gateways.pass(QUARTER, many));
    assertEquals(9, gateways.pass(MINUTE, many), "half of six are more than two");
    assertEquals(12, gateways.pass(MINUTE, many));
    assertEquals(12, gateways.pass(MINUTE.multipliedBy(30), many));
  }

  @Test
  void crowd_ofAMoment_addsNobody() throws IOException {
    Autoscaler gateways = gateways(3);
    gateways.pass(MINUTE, load(3 * TARGET, 100));
    assertEquals(3, gateways.pass(QUARTER, load(9 * TARGET, 100)));
    assertEquals(3, gateways.pass(MINUTE, load(3 * TARGET, 100)));
  }

  @Test
  void processors_atWork_addGatewaysThoughThereAreFewSockets() throws IOException {
    Autoscaler gateways = gateways(4);
    assertEquals(6, gateways.pass(MINUTE, load(TARGET, 4 * 90)), "90 % of 60 % are one and a half");
  }

  @Test
  void crowd_beyondAllBounds_getsAsManyAsThereMayBe() throws IOException {
    assertEquals(20, gateways(2).pass(MINUTE.multipliedBy(10), load(1_000 * TARGET, 100)));
  }

  @Test
  void crowd_thatGoes_losesOneGatewayInTwoMinutesAfterTenMinutes() throws IOException {
    Autoscaler gateways = gateways(6);
    gateways.pass(MINUTE, load(6 * TARGET, 100));
    Autoscaler.Load few = load(TARGET, 50);
    assertEquals(6, gateways.pass(MINUTE.multipliedBy(10).minus(QUARTER), few));
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      counts.add(gateways.pass(MINUTE.multipliedBy(2), few));
    }
    assertEquals(List.of(5, 4, 3, 2, 2, 2), counts);
  }

  @Test
  void crowd_thatComesAndGoes_losesNobodyMeanwhile() throws IOException {
    Autoscaler gateways = gateways(4);
    for (int i = 0; i < 10; i++) {
      assertEquals(4, gateways.pass(MINUTE.multipliedBy(5), load(TARGET, 50)));
      assertEquals(4, gateways.pass(MINUTE.multipliedBy(2), load(4 * TARGET, 100)));
    }
  }

  /**
   * A day: whoever is removed is not missed, and there are never fewer than are needed for long.
   */
  @Test
  void crowd_ofADay_isServedBelowItsTargetAndNothingFlaps() throws IOException {
    Autoscaler gateways = gateways(2);
    int turns = 0;
    int last = gateways.replicas();
    int direction = 1;
    for (int minute = 0; minute < 24 * 60; minute++) {
      double part = (1 - Math.cos(2 * Math.PI * minute / (24 * 60))) / 2;
      int sockets = (int) (2 * TARGET + part * 14 * TARGET);
      int now = gateways.pass(MINUTE, load(sockets, 0));
      assertTrue(now * 1.15 * TARGET >= sockets, minute + ": " + now + " for " + sockets);
      if (now != last && Integer.signum(now - last) != direction) {
        direction = -direction;
        turns++;
      }
      last = now;
    }
    assertEquals(1, turns, "up in the morning, down in the evening");
  }

  /** Kubernetes lets a missing metric keep pods, not add any. */
  @Test
  void sockets_thatNobodyServes_letItGoUpByProcessorsAndNeverDown() throws IOException {
    Autoscaler gateways = gateways(4);
    Autoscaler.Load busy = only("cpu", 4 * 90);
    assertEquals(6, gateways.pass(MINUTE, busy));
    assertEquals(6, gateways.pass(MINUTE.multipliedBy(60), only("cpu", 30)));
  }

  private static Autoscaler gateways(int replicas) throws IOException {
    return Autoscaler.of(MANIFEST, replicas);
  }

  /**
   * @param sockets of all pods
   * @param percent the processors in use by all pods, as percents of what one pod requests
   */
  private static Autoscaler.Load load(int sockets, int percent) {
    return metric ->
        OptionalDouble.of(
            switch (metric) {
              case "passerby_connections" -> sockets;
              case "cpu" -> percent;
              default -> throw new IllegalArgumentException(metric);
            });
  }

  private static Autoscaler.Load only(String served, int total) {
    return metric -> metric.equals(served) ? OptionalDouble.of(total) : OptionalDouble.empty();
  }
}
