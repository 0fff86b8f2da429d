package chat.passerby.cluster.peer;

import static chat.passerby.redis.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final long CHANNEL = 7;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger gaps = new AtomicInteger();
  private final Sequences sequences = new Sequences(vertx, gaps::incrementAndGet);
  private final List<Long> handled = new CopyOnWriteArrayList<>();
  private final List<Long> released = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void message_onTheLink_thatRedisBroughtBefore_isDropped() {
    byRedis(1);
    assertTrue(byLink(2));
    byRedis(2);
    byRedis(3);
    assertTrue(byLink(3));
    assertTrue(byLink(4));
    assertEquals(List.of(1L, 2L, 3L, 4L), handled);
  }

  @Test
  void message_thatIsAheadOfRedis_waitsForWhatIsUnderWayThere() {
    byRedis(1);
    assertFalse(byLink(3));
    assertEquals(List.of(1L), handled);
    byRedis(2);
    assertEquals(List.of(1L, 2L, 3L), handled);
    assertEquals(List.of(3L), released);
    assertEquals(0, gaps.get());
  }

  @Test
  void message_ofASenderThatIsNotKnown_waitsForRedis() {
    assertFalse(byLink(2));
    byRedis(1);
    assertEquals(List.of(1L, 2L), handled);
  }

  @Test
  void message_whoseForerunnerIsLost_isHandledAfterAWhile() {
    byRedis(1);
    assertFalse(byLink(3));
    await("it is released", () -> released.contains(3L));
    assertEquals(1, gaps.get());
    byRedis(2);
    assertEquals(List.of(1L, 3L), handled);
  }

  @Test
  void message_thatRedisBringsWhileItsLikeWaits_isHandledOnce() {
    byRedis(1);
    assertFalse(byLink(3));
    byRedis(3);
    assertEquals(List.of(1L, 3L), handled);
    assertEquals(List.of(3L), released);
  }

  @Test
  void message_afterAGapInRedis_isHandled() {
    byRedis(1);
    byRedis(5);
    assertTrue(byLink(6));
    assertEquals(List.of(1L, 5L, 6L), handled);
  }

  /** A link ended while its message waited for Redis, and another took its place. */
  @Test
  void messages_onTwoLinks_waitBothForWhatIsUnderWayThroughRedis() {
    byRedis(1);
    assertFalse(byLink(3));
    assertFalse(byLink(4));
    byRedis(2);
    byRedis(3);
    assertEquals(List.of(1L, 2L, 3L, 4L), handled);
    assertEquals(List.of(3L, 4L), released);
  }

  /** The same message, sent again on a newer link before it was handled on the older one. */
  @Test
  void message_thatWaitsOnTwoLinks_isHandledOnceAndAnsweredOnBoth() {
    byRedis(1);
    assertFalse(byLink(3));
    assertFalse(byLink(3));
    byRedis(2);
    assertEquals(List.of(1L, 2L, 3L), handled);
    assertEquals(List.of(3L, 3L), released);
  }

  @Test
  void messages_onTwoLinks_whoseForerunnerIsLost_areHandledInOrder() {
    byRedis(1);
    assertFalse(byLink(4));
    assertFalse(byLink(3));
    await("both are released", () -> released.size() == 2);
    assertEquals(List.of(1L, 3L, 4L), handled);
  }

  /** What Redis has sent lies there when the process goes on, and takes some turns to be read. */
  @Test
  void message_thatIsAheadOfRedis_waitsOnAfterAPauseOfTheProcess() {
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        turn -> {
          byRedis(1);
          byLink(3);
          vertx.setTimer(1, soon -> vertx.setTimer(1, later -> byRedis(2)));
          long end = System.nanoTime() + 2_000_000L * Sequences.GAP_MILLIS;
          while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
          }
        });
    await("the link is read on", () -> released.contains(3L));
    assertEquals(List.of(1L, 2L, 3L), handled);
  }

  @Test
  void senders_haveSequencesOfTheirOwn() {
    byRedis(5);
    sequences.byRedis(8, 1, () -> handled.add(81L));
    assertEquals(List.of(5L, 81L), handled);
    assertEquals(2, sequences.count());
  }

  private void byRedis(long number) {
    sequences.byRedis(CHANNEL, number, () -> handled.add(number));
  }

  private boolean byLink(long number) {
    return sequences.byLink(CHANNEL, number, () -> handled.add(number), () -> released.add(number));
  }
}
