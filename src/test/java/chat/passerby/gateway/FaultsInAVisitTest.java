package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import chat.passerby.RedisKeys;
import chat.passerby.gateway.socket.VisitFrames;
import chat.passerby.gateway.socket.VisitShell;
import chat.passerby.gateway.socket.Visits;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.LogCapture;
import chat.passerby.time.NodeClock;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nobody foresaw: a key of another type, so that Redis 7 answers a script with WRONGTYPE, and
 * code that throws. It is logged with its stack, counted, and ends the connection with 4005; it is
 * never called {@code unavailable}, and never leaves a socket unread.
 */
class FaultsInAVisitTest {
  private final BreakingClock clock = new BreakingClock();
  private RedisProcess redis;
  private LocalNode node;
  private LogCapture log;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node =
        LocalNode.start(
            redis.endpoint(), Map.of("PASSERBY_GRACE", "PT20S"), Deadlines.PROTOCOL, clock);
    log = LogCapture.of(Faults.class);
  }

  @AfterEach
  void end() {
    log.close();
    node.close();
    redis.close();
  }

  @Test
  void hello_withASessionOfAnotherType_isClosed4005() {
    Session session = Session.on(node.port());
    spoil("passerby:session:{" + session.id() + "}");
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.hello(session.token());
      assertBroken(visitor, "WRONGTYPE");
    }
  }

  @Test
  void hello_thatBreaksBeforeWelcome_isClosed4005() {
    clock.breakIn(Visits.class, "open");
    try (Visitor visitor = Visitor.silent(node.port())) {
      visitor.hello(SessionClient.on(node.port()).token());
      assertBroken(visitor, "ArithmeticException");
    }
  }

  @Test
  void find_inALaneOfAnotherType_isClosed4005() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      spoil(lane("tickets"));
      visitor.find("anything");
      assertBroken(visitor, "WRONGTYPE");
    }
  }

  @Test
  void cancel_inALaneOfAnotherType_isClosed4005() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.find("anything");
      visitor.await("waiting");
      spoil(lane("tickets"));
      visitor.send("cancel");
      assertBroken(visitor, "WRONGTYPE");
    }
  }

  @Test
  void find_whoseAnswerIsHandledByBrokenCode_isClosed4005() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      clock.breakIn(VisitFrames.class, "waiting");
      visitor.find("anything");
      assertBroken(visitor, "ArithmeticException");
    }
  }

  @Test
  void rewind_ofAskedForInAKeyOfAnotherType_isClosed4005() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.send("leave", "room", one.room());
      one.await("idle");
      spoil(lane("rewind:") + one.room());
      one.send("rewind", "room", one.room());
      assertBroken(one, "WRONGTYPE");
      other.await("left");
    }
  }

  @Test
  void report_intoAListOfAnotherType_isClosed4005() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      spoil(ReportKeys.ENDS);
      one.send("report", "room", one.room(), "reason", "spam");
      assertBroken(one, "WRONGTYPE");
      other.await("partner-away");
    }
  }

  @Test
  void frame_handledByBrokenCode_isClosed4005() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      clock.breakIn(VisitShell.class, "frame");
      one.chat("1", "lost on the way");
      assertBroken(one, "ArithmeticException");
      other.await("partner-away");
    }
  }

  @Test
  void event_handledByBrokenCode_isClosed4005() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      one.find("the same");
      one.await("waiting");
      clock.breakIn(VisitShell.class, "event");
      other.find("the same");
      assertBroken(one, "ArithmeticException");
      assertBroken(other, "ArithmeticException");
    }
  }

  @Test
  void sweep_thatBreaksForOne_reachesTheOthers() {
    try (Visitor waiting = Visitor.welcomed(node.port());
        Visitor idle = Visitor.welcomed(node.port());
        Visitor alike = Visitor.welcomed(node.port())) {
      waiting.find("anything");
      waiting.await("waiting");
      clock.breakIn(WaitingEstimates.class, "refresh");
      assertBroken(waiting, "ArithmeticException");
      assertEquals(List.of(), idle.typesSoFar());
      assertEquals(List.of(), alike.typesSoFar());
    }
  }

  @Test
  void workThatNobodyWaitsFor_broken_isToldToTheOperatorOnly() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      spoil(lane("members"));
      one.send("leave", "room", one.room());
      one.await("idle");
      other.await("left");
      Eventually.await("the fault is told", () -> !log.events().isEmpty());
      assertLogged("WRONGTYPE");
      assertEquals(List.of(), one.typesSoFar());
    }
  }

  @Test
  void pairing_ofALaneOfAnotherType_isToldToTheOperator() {
    spoil(lane("tickets"));
    Eventually.await("the fault is told", () -> !log.events().isEmpty());
    assertNotEquals(0, faults("pairing"));
    assertLogged("WRONGTYPE");
  }

  @Test
  void absenceOfRedis_isNoFault() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      redis.command("CONFIG SET maxmemory 1");
      visitor.find("anything");
      assertEquals("unavailable", visitor.next().path("code").asText());
      redis.kill();
      visitor.find("anything");
      assertEquals("unavailable", visitor.awaitError("unavailable").path("code").asText());
      for (String part : List.of("visit", "delivery", "pairing", "node", "http")) {
        assertEquals(0, faults(part), () -> part + ": " + log.lines());
      }
    }
    redis.restart();
  }

  /** Closed with 4005, without having been told that anything is unavailable. */
  private void assertBroken(Visitor visitor, String cause) {
    assertEquals(4005, visitor.awaitClose(), visitor::story);
    assertTrue(!visitor.story().contains("unavailable"), visitor::story);
    assertNotEquals(0, faults("visit"));
    assertLogged(cause);
  }

  /** With a stack, and at a level that nobody turns off. */
  private void assertLogged(String cause) {
    assertTrue(
        log.events().stream()
            .filter(event -> event.getLevel().toString().equals("ERROR"))
            .map(ILoggingEvent::getThrowableProxy)
            .anyMatch(shown -> isAbout(shown, cause)),
        () -> log.lines().toString());
  }

  private static boolean isAbout(IThrowableProxy shown, String cause) {
    return shown != null
        && String.valueOf(shown.getMessage()).contains(cause)
        && shown.getStackTraceElementProxyArray().length > 0;
  }

  private long faults(String part) {
    return node.count("passerby_faults", "part", part);
  }

  private void spoil(String key) {
    redis.command("SET " + key + " spoilt");
  }

  /** A key of the lane of text chats. */
  private String lane(String suffix) {
    Eventually.await("a lease", () -> !RedisKeys.matching(redis, "*text*:lease").isEmpty());
    String lease = RedisKeys.matching(redis, "*text*:lease").get(0);
    return lease.substring(0, lease.length() - "lease".length()) + suffix;
  }

  private record Session(String id, String token) {
    static Session on(int port) {
      JsonNode made = SessionClient.json(SessionClient.on(port).create("{\"adult\":true}"));
      return new Session(made.path("session").asText(), made.path("token").asText());
    }
  }

  /** A clock that throws when one method asks it, once that has been chosen. */
  private static final class BreakingClock implements NodeClock {
    private record Place(Class<?> type, String method) {}

    private final NodeClock clock = new SystemClock();
    private final AtomicReference<Place> broken = new AtomicReference<>();

    void breakIn(Class<?> type, String method) {
      broken.set(new Place(type, method));
    }

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public Instant instant() {
      Place place = broken.get();
      if (place != null && isIn(place)) {
        throw new ArithmeticException("broken on purpose");
      }
      return clock.instant();
    }

    private static boolean isIn(Place place) {
      return StackWalker.getInstance()
          .walk(
              frames ->
                  frames
                      .limit(8)
                      .anyMatch(
                          frame ->
                              frame.getClassName().equals(place.type().getName())
                                  && frame.getMethodName().equals(place.method())));
    }

    @Override
    public Instant wall() {
      return clock.wall();
    }
  }
}
