package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import chat.passerby.RedisKeys;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * What goes on while Redis is there and of no use: chats on one node go on, a search is answered
 * {@code unavailable}, who waits is matched afterwards, and nobody asks again and again without a
 * pause.
 */
class RedisFaultsTest {
  /** How long each fault holds, longer than a command's time-out. */
  private static final Duration HELD = Duration.ofSeconds(3);

  // Each several times what has been seen, and a small part of what a loop without a pause makes.
  private static final int MOST_LINES = 60;
  private static final int MOST_CONNECTIONS = 300;
  private static final int MOST_BYTES = 256 * 1024;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> log =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage());
        }
      };
  private RedisProcess redis;
  private TcpProxy proxy;
  private LocalNode node;

  private record Fault(Consumer<RedisProcess> begin, Consumer<RedisProcess> end) {}

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    proxy = TcpProxy.to(redis.port());
    node = LocalNode.start(new RedisEndpoint("redis://127.0.0.1:" + proxy.port()));
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void end() {
    root().detachAppender(log);
    node.close();
    proxy.close();
    redis.close();
  }

  static Stream<Named<Fault>> faults() {
    return Stream.of(
        fault("full", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0"),
        fault("read-only", "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE"),
        fault(
            "without replicas",
            "CONFIG SET min-replicas-to-write 1",
            "CONFIG SET min-replicas-to-write 0"),
        Named.of("frozen", new Fault(RedisProcess::pause, RedisProcess::resume)),
        Named.of("gone", new Fault(RedisProcess::kill, RedisProcess::restart)),
        Named.of("gone and then empty", new Fault(RedisProcess::kill, RedisProcess::restartEmpty)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void redis_ofNoUse_disturbsNoChatAndLosesNobodyWhoWaits(Fault fault) {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1);
        Visitor waiting = Visitor.welcomed(node.port());
        Visitor seeker = Visitor.welcomed(node.port())) {
      String tag = Company.tag();
      waiting.find(tag);
      waiting.await("waiting");
      fault.begin().accept(redis);
      lines.clear();
      seeker.find(tag);
      assertUnavailable(seeker.next(), "find");
      talk(one, other, "during");
      String left = one.room();
      one.send("next", "room", left);
      assertEquals("next", one.next().path("reason").asText());
      JsonNode answer = one.next();
      // A full Redis takes what begins by making place.
      if (!Visitor.type(answer).equals("waiting")) {
        assertUnavailable(answer, "next");
      }
      assertEquals("next", other.next().path("reason").asText());
      long bytes = proxy.bytesSent();
      int connections = proxy.connections();
      passes(HELD);
      assertTrue(lines.size() <= MOST_LINES, () -> String.join("\n", lines));
      assertTrue(proxy.bytesSent() - bytes <= MOST_BYTES, () -> proxy.bytesSent() + " bytes");
      assertTrue(
          proxy.connections() - connections <= MOST_CONNECTIONS,
          () -> proxy.connections() + " connections");
      assertEquals(List.of(), waiting.typesSoFar());

      fault.end().accept(redis);
      searchUntilTaken(seeker, tag);
      assertEquals(waiting.awaitMatch(), seeker.awaitMatch());
      talk(waiting, seeker, "afterwards");
      searchUntilTaken(one, "again");
      searchUntilTaken(other, "again");
      assertEquals(one.awaitMatch(), other.awaitMatch());
      talk(one, other, "once more");
      Eventually.await(
          "the end of the room that was left meanwhile",
          () -> RedisKeys.matching(redis, "*:room:" + left).isEmpty());
      // Whatever had been put off has been tried again by then.
      passes(Duration.ofMillis(2_500));
      talk(one, other, "still there");
      talk(waiting, seeker, "still there");
    }
  }

  @Test
  void redis_thatIsSlow_slowsMatchesAndNoChat() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    proxy.delay(Duration.ofMillis(200));
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1);
        Visitor late = Visitor.welcomed(node.port());
        Visitor later = Visitor.welcomed(node.port())) {
      for (int i = 0; i < 100; i++) {
        talk(one, other, "round " + i);
      }
      String tag = Company.tag();
      late.find(tag);
      late.await("waiting");
      later.find(tag);
      assertEquals(late.awaitMatch(), later.awaitMatch());
      talk(late, later, "slow start");
      one.send("next", "room", one.room());
      one.await("waiting");
      other.await("left");
      other.send("next", "room", one.room());
      assertEquals(one.awaitMatch(), other.awaitMatch());
      assertEquals(List.of(), lines.stream().filter(line -> line.contains("again")).toList());
    }
  }

  private static Named<Fault> fault(String name, String begin, String end) {
    return Named.of(name, new Fault(redis -> redis.command(begin), redis -> redis.command(end)));
  }

  private static void talk(Visitor one, Visitor other, String id) {
    one.chat(id, "here?");
    assertEquals(id, other.await("chat").path("id").asText());
    other.chat(id, "yes");
    assertEquals(id, one.await("chat").path("id").asText());
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
    assertEquals(ref, error.path("ref").asText());
    assertTrue(error.path("retryAfter").asLong() > 0, error::toString);
  }

  private static void passes(Duration time) {
    long begin = System.nanoTime();
    Eventually.await("time passes", () -> System.nanoTime() - begin > time.toNanos());
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
