package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.time.MovableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
  private static final InetAddress ANNA = Network.address(new byte[] {10, 0, 0, 1});
  private static final InetAddress BEN = Network.address(new byte[] {10, 0, 0, 2});

  @Test
  void connections_upToTheLimit_areAdmittedForEachAddress() {
    AddressLimits limits = limits(2, 0);
    assertTrue(limits.connect(ANNA));
    assertTrue(limits.connect(ANNA));
    assertFalse(limits.connect(ANNA));
    assertFalse(limits.connect(ANNA));
    assertTrue(limits.connect(BEN));
  }

  @Test
  void connection_closed_makesPlaceForOne() {
    AddressLimits limits = limits(1, 0);
    limits.connect(ANNA);
    limits.disconnect(ANNA);
    assertTrue(limits.connect(ANNA));
    assertFalse(limits.connect(ANNA));
  }

  @Test
  void connection_ofAnUnknownAddress_canBeClosed() {
    AddressLimits limits = limits(1, 0);
    limits.disconnect(ANNA);
    assertTrue(limits.connect(ANNA));
    assertFalse(limits.connect(ANNA));
  }

  @Test
  void connections_withoutALimit_areAllAdmitted() {
    AddressLimits limits = limits(0, 0);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(limits.connect(ANNA));
    }
    limits.disconnect(ANNA);
  }

  @Test
  void connections_fromManyThreads_areCountedExactly() throws InterruptedException {
    AddressLimits limits = limits(100, 0);
    AtomicInteger admitted = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    awaitQuietly(start);
                    for (int i = 0; i < 50; i++) {
                      if (limits.connect(ANNA)) {
                        admitted.incrementAndGet();
                      }
                    }
                  }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(100, admitted.get());
  }

  @Test
  void sessions_overTheShare_areToldWhenToRetry() {
    AddressLimits limits = limits(0, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), limits.newSession(ANNA));
    }
    Duration wait = limits.newSession(ANNA).orElseThrow();
    assertTrue(wait.isPositive() && wait.compareTo(Duration.ofSeconds(20)) <= 0, wait.toString());
    assertEquals(Optional.empty(), limits.newSession(BEN));
  }

  @Test
  void sessions_overTheShare_stayRefusedAfterASweep() {
    AddressLimits limits = limits(0, 1);
    limits.newSession(ANNA);
    limits.sweep();
    assertTrue(limits.newSession(ANNA).isPresent());
  }

  @Test
  void sessions_withoutALimit_areAllAdmitted() {
    AddressLimits limits = limits(0, 0);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Optional.empty(), limits.newSession(ANNA));
    }
    limits.sweep();
  }

  private static AddressLimits limits(int connections, int sessions) {
    return new AddressLimits(connections, sessions, 2, new MovableClock());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
