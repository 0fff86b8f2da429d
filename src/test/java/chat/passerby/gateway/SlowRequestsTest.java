package chat.passerby.gateway;

import static chat.passerby.gateway.HttpFaultsTest.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawHttp.Answer;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long a connection may take over HTTP, how much it may send, and what it counts for. Vert.x
 * 5.0.10 knows no limit for a whole request, and reads on after an answer that was given before the
 * body had come: 200 MB were taken after a 413.
 */
class SlowRequestsTest {
  private static final Duration LONG = Duration.ofHours(100);
  private static final Deadlines PATIENT =
      new Deadlines(LONG, LONG, LONG, LONG, Duration.ofMillis(20));
  private static final String POST = "POST /api/session HTTP/1.1\nHost: x\n";
  private static final String ADULT = "{\"adult\":true}";
  private static final String GET = "GET /api/nothing HTTP/1.1\nHost: x\n\n";
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: passerby.v1";

  private static final MovableClock clock = new MovableClock();
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of(), PATIENT, clock);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET / HTTP/1.1\nHost: x\nX: ",
        POST + "Content-Length: 14\n\n",
        POST + "Content-Length: 14\n\n{\"adult",
        POST + "Transfer-Encoding: chunked\n\n5\n{\"adu",
        POST + "Transfer-Encoding: chunked\n\n",
      })
  void request_thatIsNotCompleteIn15Seconds_is408(String part) {
    try (RawHttp client = RawHttp.connect(node.port())) {
      client.send(part);
      advanceWhileWatched(client, Duration.ofSeconds(14));
      clock.advance(Duration.ofSeconds(1));
      assertError(408, "too-late", client.answer());
      client.awaitEnd();
    }
  }

  @Test
  void request_ofOneByteNowAndThen_is408() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      for (int i = 0; i < 3; i++) {
        client.send("G".repeat(i + 1));
        advanceWhileWatched(client, Duration.ofSeconds(4));
      }
      clock.advance(Duration.ofSeconds(3));
      assertError(408, "too-late", client.answer());
    }
  }

  @Test
  void connection_thatSendsNothing_endsAfter15Seconds() {
    long before = node.count("passerby_http_faults", "kind", "silent");
    try (RawHttp client = RawHttp.connect(node.port())) {
      advanceWhileWatched(client, Duration.ofSeconds(14));
      clock.advance(Duration.ofSeconds(1));
      client.awaitEnd();
    }
    assertTrue(node.count("passerby_http_faults", "kind", "silent") > before);
  }

  @Test
  void connection_thatIsIdleAfterAnAnswer_isKeptFor620Seconds() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      assertEquals(404, client.send(GET).answer().status());
      advanceWhileWatched(client, Duration.ofSeconds(600));
      assertEquals(404, client.send(GET).answer().status());
      advanceWhileWatched(client, Duration.ofSeconds(619));
      assertEquals(404, client.send(GET).answer().status());
      advanceWhileWatched(client, Duration.ofSeconds(10));
      clock.advance(Duration.ofSeconds(611));
      client.awaitEnd();
    }
  }

  @Test
  void keepAlive_inTheSettings_isKept() {
    MovableClock own = new MovableClock();
    try (LocalNode brief =
            LocalNode.start(redis.endpoint(), Map.of("PASSERBY_KEEP_ALIVE", "PT5S"), PATIENT, own);
        RawHttp client = RawHttp.connect(brief.port())) {
      assertEquals(404, client.send(GET).answer().status());
      own.advance(Duration.ofSeconds(4));
      assertEquals(404, client.send(GET).answer().status());
      // The client may have an answer a moment before the node counts from it.
      Eventually.await(
          "the end",
          () -> {
            own.advance(Duration.ofSeconds(5));
            return !client.isOpen();
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        POST + "Content-Length: 1000000000\n\n",
        POST + "Transfer-Encoding: chunked\n\n40000000\n",
        "POST /api/status HTTP/1.1\nHost: x\nContent-Length: 1000000000\n\n",
        "PUT / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n40000000\n",
        "GET /api/openapi.yaml HTTP/1.1\nHost: x\nContent-Length: 1000000000\n\n",
        "GET /ws HTTP/1.1\nHost: x\nContent-Length: 1000000000\n\n",
        "POST /api/nothing HTTP/1.1\nHost: x\nContent-Length: 1000000000\n\n",
      })
  void body_thatNobodyWants_isNotReadToItsEnd(String head) {
    try (RawHttp client = RawHttp.connect(node.port())) {
      client.send(head);
      long taken = client.flood(100_000_000);
      // What the buffers of both sides' kernels hold counts as taken.
      assertTrue(taken < 20_000_000, () -> taken + " bytes were taken");
    }
  }

  @Test
  void answer_beforeTheBody_arrivesAndEndsTheConnection() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      client.send(POST + "Content-Length: 50000\n\n" + " ".repeat(30_000));
      Answer answer = client.answer();
      assertError(413, "too-large", answer);
      assertEquals("close", answer.headers().get("connection"));
      client.awaitEnd();
    }
  }

  /** Nothing after it may be taken for a request: it is the rest of the body. */
  @Test
  void request_behindAnUnwantedBody_isNotAnswered() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      client.send("POST /api/status HTTP/1.1\nHost: x\nContent-Length: 5\n\n");
      assertEquals(405, client.answer().status());
      client.send("12345" + GET);
      client.awaitEnd();
    }
  }

  @Test
  void client_thatAsksFirst_isToldToContinueOrNot() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      String expecting = POST + "Expect: 100-continue\nContent-Length: ";
      client.send(expecting + ADULT.length() + "\n\n");
      assertEquals(100, client.answer().status());
      assertEquals(201, client.send(ADULT).answer().status());
      client.send(expecting + "1000000\n\n");
      assertError(413, "too-large", client.answer());
      client.awaitEnd();
    }
  }

  @Test
  void requests_inAPipeline_areAnsweredInOrder() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      String session = POST + "Content-Length: " + ADULT.length() + "\n\n" + ADULT;
      client.send((session + GET).repeat(20));
      for (int i = 0; i < 20; i++) {
        assertEquals(201, client.answer().status());
        assertEquals(404, client.answer().status());
      }
      advanceWhileWatched(client, Duration.ofSeconds(100));
      client.send(session + GET + "nonsense\n\n" + GET);
      assertEquals(201, client.answer().status());
      assertEquals(404, client.answer().status());
      assertError(400, "bad-request", client.answer());
      client.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", POST + "Content-Length: 14\n\n{"})
  void connections_thatAreNoSockets_countForTheirAddress(String begun) {
    Map<String, String> limit = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "2");
    try (LocalNode small = LocalNode.start(redis.endpoint(), limit);
        RawHttp first = RawHttp.connect(small.port()).send(begun);
        RawHttp second = RawHttp.connect(small.port()).send(begun)) {
      awaitConnections(small, 2);
      assertEquals(429, handshake(small));
      assertEquals(429, ask(small));
      first.close();
      Eventually.await("a free place", () -> handshake(small) == 101);
      second.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", POST + "Content-Length: 14\n\n{"})
  void connections_thatAreNoSockets_countForTheNode(String begun) {
    Map<String, String> limit = Map.of("PASSERBY_CONNECTIONS", "2");
    try (LocalNode small = LocalNode.start(redis.endpoint(), limit);
        RawHttp first = RawHttp.connect(small.port()).send(begun);
        RawHttp second = RawHttp.connect(small.port()).send(begun)) {
      awaitConnections(small, 2);
      assertEquals(503, handshake(small));
      assertEquals(503, ask(small));
      first.close();
      Eventually.await("a free place", () -> handshake(small) == 101);
      second.close();
    }
  }

  /** A browser keeps several connections open beside its socket. */
  @Test
  void connection_thatIsIdleAfterAnAnswer_givesItsPlaceToASocket() {
    Map<String, String> limit = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "2");
    try (LocalNode small = LocalNode.start(redis.endpoint(), limit);
        RawHttp one = RawHttp.connect(small.port());
        RawHttp other = RawHttp.connect(small.port())) {
      assertEquals(404, one.send(GET).answer().status());
      assertEquals(404, other.send(GET).answer().status());
      try (Visitor visitor = Visitor.silent(small.port())) {
        // On two event loops either may be known to be idle first.
        Eventually.await("a place", () -> !one.isOpen() || !other.isOpen());
        assertTrue((one.isOpen() ? one : other).isUsable());
        assertEquals(List.of(), visitor.typesSoFar());
      }
    }
  }

  @Test
  void crowd_ofConnectionsWithoutAPlace_isTurnedAway() {
    Map<String, String> limit = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "1");
    try (LocalNode small = LocalNode.start(redis.endpoint(), limit);
        RawHttp first = RawHttp.connect(small.port())) {
      awaitConnections(small, 1);
      List<RawHttp> crowd = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        crowd.add(RawHttp.connect(small.port()));
      }
      // The event loops take them by turns, so any of them may be among those that are turned away.
      Eventually.await("room for few", () -> crowd.stream().filter(RawHttp::isOpen).count() == 8);
      // Those that may be told so are answered once.
      RawHttp told = crowd.stream().filter(RawHttp::isOpen).findFirst().orElseThrow();
      Answer answer = told.send("GET /ws HTTP/1.1\nHost: x\n\n").answer();
      assertEquals(429, answer.status());
      assertEquals("close", answer.headers().get("connection"));
      told.awaitEnd();
      crowd.forEach(RawHttp::close);
      first.close();
      Eventually.await("a free place", () -> handshake(small) == 101);
    }
  }

  /** Lets time pass while the connection, whose bytes have been read, stays. */
  private static void advanceWhileWatched(RawHttp watched, Duration by) {
    settle();
    clock.advance(by);
    settle();
    assertTrue(watched.isOpen());
  }

  /**
   * Waits until both event loops have come round several times: they get the connections in turn,
   * and read them in the order in which they got them.
   */
  private static void settle() {
    for (int i = 0; i < 4; i++) {
      try (RawHttp other = RawHttp.connect(node.port())) {
        for (int turn = 0; turn < 3; turn++) {
          assertTrue(other.isUsable());
        }
      }
    }
  }

  private static void awaitConnections(LocalNode of, int count) {
    Eventually.await(
        count + " connections",
        () -> of.meter("passerby_connections_open").gauge().value() == count);
  }

  private static int handshake(LocalNode of) {
    return RawSocket.handshake(of.port(), SUBPROTOCOL).status();
  }

  private static int ask(LocalNode of) {
    return SessionClient.on(of.port()).send("GET", "/ws", "").statusCode();
  }
}
