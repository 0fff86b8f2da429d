package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node comes to two full ones, behind a balancer that chooses the one with the fewest sockets.
 */
class HandoverTest {
  private static final int IDLE = 60;
  private static final int PAIRS = 3;
  private static final Duration DAY = Duration.ofDays(1);

  private final MovableClock clock = new MovableClock();
  private final List<LocalNode> nodes = new ArrayList<>();
  private final List<Guest> guests = new ArrayList<>();
  private RedisProcess redis;

  /** A visitor as a page is one: asked to go, it opens a second connection. */
  private final class Guest implements AutoCloseable {
    private final String token;
    private Visitor visitor;
    private int moves;

    private Guest(LocalNode node) {
      token = SessionClient.on(node.port()).token();
      visitor = Visitor.welcomed(node.port(), token);
    }

    private void follow() {
      if (visitor.typesSoFar().contains("goaway")) {
        Visitor next = Visitor.welcomed(emptiest().port(), token);
        assertEquals(4501, visitor.awaitClose());
        visitor.close();
        visitor = next;
        moves++;
      }
    }

    @Override
    public void close() {
      visitor.close();
    }
  }

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    nodes.add(node());
    nodes.add(node());
  }

  @AfterEach
  void end() {
    guests.forEach(Guest::close);
    nodes.forEach(LocalNode::close);
    redis.close();
  }

  private LocalNode node() {
    Deadlines deadlines = new Deadlines(DAY, DAY, DAY, DAY, Duration.ofMillis(20));
    return LocalNode.start(redis.endpoint(), Map.of("PASSERBY_GRACE", "PT1M"), deadlines, clock);
  }

  private LocalNode emptiest() {
    return nodes.stream().min(Comparator.comparingInt(LocalNode::sessions)).orElseThrow();
  }

  private double unevenness() {
    double mean = nodes.stream().mapToInt(LocalNode::sessions).average().orElseThrow();
    return nodes.stream()
        .mapToDouble(node -> Math.abs(node.sessions() - mean) / mean)
        .max()
        .orElseThrow();
  }

  @Test
  void nodeThatComes_getsItsShareAndNobodyWhoChatsNotices() {
    List<Visitor> chatting = new ArrayList<>();
    for (LocalNode node : nodes) {
      for (int i = 0; i < PAIRS; i++) {
        chatting.addAll(Visitor.matched(node.port(), node.port()));
      }
      for (int i = 0; i < IDLE; i++) {
        guests.add(new Guest(node));
      }
    }
    Guest waiting = guests.getFirst();
    waiting.visitor.find("nobody else has this");
    long since = waiting.visitor.await("waiting").path("since").asLong();
    clock.advance(Duration.ofMinutes(1));
    nodes.add(node());
    Eventually.await(
        "sockets on three nodes that differ by a tenth at most",
        () -> {
          // Beats come by the real clock, so less of this one may pass than between two of them.
          clock.advance(Duration.ofMillis(50));
          guests.forEach(Guest::follow);
          return unevenness() <= 0.1;
        });
    for (Visitor visitor : chatting) {
      assertEquals(List.of(), visitor.typesSoFar(), visitor::story);
    }
    chatting.forEach(Visitor::close);
    assertTrue(guests.stream().allMatch(guest -> guest.moves <= 1));
    // Others may have been asked that have not been looked at since.
    long asked = nodes.stream().mapToLong(node -> handedOver(node)).sum();
    assertTrue(asked >= guests.stream().mapToInt(guest -> guest.moves).sum(), () -> "" + asked);
    assertEquals(0, handedOver(nodes.getLast()));
    try (Visitor again = Visitor.silent(nodes.getLast().port())) {
      again.hello(waiting.token);
      assertEquals("waiting", again.await("welcome").path("state").asText());
      assertEquals(since, again.await("waiting").path("since").asLong());
    }
  }

  private static long handedOver(LocalNode node) {
    return Math.round(node.meter("passerby_handed_over").counter().count());
  }
}
