package chat.passerby.gateway;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.QueueMeters;
import chat.passerby.matchmaking.queue.QueueReply;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a waiting visitor notices of partners whose node is dead: nothing. */
class DeadNodeTest {
  private static final Lane LANE = new Lane(Lane.DEFAULT_POOL, Mode.TEXT);
  private static final String TICKETS = LANE.key("tickets");

  private RealRedis redis;
  private LocalNode node;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    node = LocalNode.start(redis.endpoint());
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  @Test
  void survivor_ofMatchesWithADeadNode_hearsNothingAndKeepsThePlace() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      one.find("ghosts");
      long since = one.await("waiting").path("since").asLong();
      for (Instant place : List.of(Instant.ofEpochMilli(1_000), Instant.now())) {
        long seen = redis.number(Command.HLEN, TICKETS);
        assertEquals(1, seen);
        putGhostIn(place);
        await("the ghost is gone, and who waits is back", this::onlyOneWaits);
        assertEquals(List.of(), one.typesSoFar(), one::story);
      }
      one.find("ghosts");
      assertEquals(since, one.await("waiting").path("since").asLong());
      other.find("ghosts");
      assertEquals(one.awaitMatch(), other.awaitMatch());
    }
  }

  private void putGhostIn(Instant since) {
    Ticket ghost =
        new Ticket(
            new SessionId("ghost"),
            1,
            new NodeId("nowhere"),
            new DeviceId("device-of-ghost"),
            since,
            new Criteria(List.of("ghosts"), List.of(), true),
            Set.of(),
            Map.of());
    QueueMeters meters = new QueueMeters(new Meters(new SimpleMeterRegistry()), List.of(LANE));
    LaneQueue queue = new LaneQueue(Runnable::run, redis.runner(), meters, UnseenFaults.create());
    QueueReply reply = get(queue.enqueue(LANE, ghost, Optional.empty()));
    assertEquals(new QueueReply.Queued(), reply);
  }

  private boolean onlyOneWaits() {
    return redis.number(Command.HEXISTS, TICKETS, "ghost") == 0
        && redis.number(Command.HLEN, TICKETS) == 1;
  }
}
