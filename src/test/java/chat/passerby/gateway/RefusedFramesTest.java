package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames whose step fails because Redis is full, read-only, frozen or gone: where the visitor
 * stands afterwards is what it was told.
 */
class RefusedFramesTest {
  private RedisProcess redis;
  private LocalNode node;

  record Fault(Consumer<RedisProcess> begin, Consumer<RedisProcess> end) {}

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_GRACE", "PT20S"));
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  static Stream<Named<Fault>> faults() {
    return Stream.of(
        fault("full", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0"),
        fault("read-only", "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE"),
        Named.of("frozen", new Fault(RedisProcess::pause, RedisProcess::resume)),
        Named.of("gone", new Fault(RedisProcess::kill, RedisProcess::restart)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void find_againRefused_waitsOnByTheEarlierCriteria(Fault fault) {
    try (Visitor waiting = Visitor.welcomed(node.port());
        Visitor seeker = Visitor.welcomed(node.port())) {
      waiting.find("before");
      waiting.await("waiting");
      fault.begin().accept(redis);
      waiting.find("after");
      assertUnavailable(waiting.next(), "find");
      fault.end().accept(redis);
      searchUntilTaken(seeker, "before");
      assertEquals(waiting.awaitMatch(), seeker.awaitMatch());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void find_inAnotherModeRefused_waitsOnInTheEarlierOne(Fault fault) {
    try (Visitor waiting = Visitor.welcomed(node.port());
        Visitor seeker = Visitor.welcomed(node.port())) {
      waiting.find("before");
      waiting.await("waiting");
      fault.begin().accept(redis);
      waiting.text("{\"type\":\"find\",\"mode\":\"video\"}");
      assertUnavailable(waiting.next(), "find");
      fault.end().accept(redis);
      searchUntilTaken(seeker, "before");
      assertEquals(waiting.awaitMatch(), seeker.awaitMatch());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void find_againRefused_canBeCancelled(Fault fault) {
    try (Visitor waiting = Visitor.welcomed(node.port());
        Visitor seeker = Visitor.welcomed(node.port())) {
      waiting.find("cancelled");
      waiting.await("waiting");
      fault.begin().accept(redis);
      waiting.find("also cancelled");
      assertUnavailable(waiting.next(), "find");
      waiting.send("cancel");
      assertEquals("idle", Visitor.type(waiting.next()), waiting::story);
      fault.end().accept(redis);
      for (String tag : List.of("cancelled", "also cancelled")) {
        searchUntilTaken(waiting, "somebody else");
        waiting.send("cancel");
        waiting.await("idle");
        searchUntilTaken(seeker, tag);
        assertEquals(List.of(), seeker.typesSoFar());
      }
      waiting.send("cancel");
      assertEquals("cancel", waiting.awaitError("wrong-state").path("ref").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void find_refusedWhileIdle_leavesTheVisitorIdle(Fault fault) {
    try (Visitor idle = Visitor.welcomed(node.port());
        Visitor seeker = Visitor.welcomed(node.port())) {
      fault.begin().accept(redis);
      idle.find("never");
      assertUnavailable(idle.next(), "find");
      idle.send("cancel");
      assertEquals("cancel", idle.awaitError("wrong-state").path("ref").asText());
      fault.end().accept(redis);
      searchUntilTaken(seeker, "never");
      assertEquals(List.of(), seeker.typesSoFar());
      assertEquals(List.of(), idle.typesSoFar());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void next_refused_hasLeftTheRoomAndIsIdle(Fault fault) {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      fault.begin().accept(redis);
      one.send("next", "room", one.room());
      assertEquals("next", one.await("left").path("reason").asText());
      assertEquals("next", other.await("left").path("reason").asText());
      JsonNode answer = one.next();
      // A full Redis may take what comes behind the end of the room.
      if (Visitor.type(answer).equals("waiting")) {
        one.send("cancel");
        one.await("idle");
      } else {
        assertUnavailable(answer, "next");
        one.send("cancel");
        one.awaitError("wrong-state");
      }
      fault.end().accept(redis);
      searchUntilTaken(one, "together");
      searchUntilTaken(other, "together");
      assertEquals(one.awaitMatch(), other.awaitMatch());
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void leaveAndBlock_areNeverRefused(Fault fault) {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      fault.begin().accept(redis);
      one.send("block", "room", one.room());
      one.send("leave", "room", one.room());
      assertEquals("left", Visitor.type(one.next()), one::story);
      assertEquals("idle", Visitor.type(one.next()), one::story);
      assertEquals("left", Visitor.type(other.next()), other::story);
      fault.end().accept(redis);
      searchUntilTaken(one, "never again");
      searchUntilTaken(other, "never again");
      // The wait may be told once more; a match may not.
      assertFalse(one.typesSoFar().contains("matched"), one::story);
      assertFalse(other.typesSoFar().contains("matched"), other::story);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void rewind_refused_countsOnceItIsAskedAgain(Fault fault) {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", one.room());
      one.await("idle");
      other.await("left");
      fault.begin().accept(redis);
      one.send("rewind", "room", one.room());
      assertUnavailable(one.next(), "rewind");
      fault.end().accept(redis);
      // By then Redis serves both, and whatever had been put off has been done.
      for (Visitor visitor : pair) {
        searchUntilTaken(visitor, Company.tag());
        visitor.send("cancel");
        visitor.await("idle");
      }
      // Asked again, it counts.
      one.send("rewind", "room", one.room());
      other.send("rewind", "room", one.room());
      assertEquals(
          one.await("rewound").path("room"), other.await("rewound").path("room"), one::story);
    }
  }

  private static Named<Fault> fault(String name, String begin, String end) {
    return Named.of(name, new Fault(redis -> redis.command(begin), redis -> redis.command(end)));
  }

  /** As a client does: again and again, until the server no longer says that it cannot. */
  private static void searchUntilTaken(Visitor visitor, String tag) {
    String answer = "error";
    while (answer.equals("error")) {
      visitor.find(tag);
      answer = Visitor.type(visitor.next());
    }
    assertEquals("waiting", answer, visitor::story);
  }

  private static void assertUnavailable(JsonNode error, String ref) {
    assertEquals("unavailable", error.path("code").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText(), error::toString);
  }
}
