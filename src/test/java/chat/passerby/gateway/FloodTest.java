package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import chat.passerby.time.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that send more than any other needs: control frames and fragments count like messages,
 * and after the server's close frame nothing is answered. Vert.x 5.0.10 answers each ping by itself
 * (RFC 6455, section 5.5.2), also on a socket that it has closed.
 */
class FloodTest {
  private static final int RATE = 5;

  /** Twice the burst, and what the rate brings in half an hour. */
  private static final int MANY = 20_000;

  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_FRAMES_PER_SECOND", "" + RATE));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  /** What costs a client six bytes each, or a few more. */
  enum Flood {
    EMPTY_PINGS(RawFrame.PING, true, 0),
    LONG_PINGS(RawFrame.PING, true, 125),
    PONGS(RawFrame.PONG, true, 0),
    LONG_PONGS(RawFrame.PONG, true, 125),
    EMPTY_FRAGMENTS(RawFrame.CONTINUATION, false, 0),
    TINY_FRAGMENTS(RawFrame.CONTINUATION, false, 1);

    private final int opcode;
    private final boolean last;
    private final int length;

    Flood(int opcode, boolean last, int length) {
      this.opcode = opcode;
      this.last = last;
      this.length = length;
    }

    byte[] frames(int count) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) ' ');
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      if (opcode == RawFrame.CONTINUATION) {
        all.writeBytes(RawSocket.frame(RawFrame.TEXT, new byte[0]));
      }
      byte[] frame = RawSocket.frame((last ? 0x80 : 0) | opcode, payload);
      for (int i = 0; i < count; i++) {
        all.writeBytes(frame);
      }
      return all.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void flood_beforeHello_isClosed4503AndAnsweredNoMore(Flood flood) {
    try (Visitor visitor = Visitor.silent(node.port())) {
      assertClosed(visitor.socket(), flood);
    }
  }

  @ParameterizedTest
  @EnumSource
  void flood_afterHello_isClosed4503AndAnsweredNoMore(Flood flood) {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      assertClosed(visitor.socket(), flood);
    }
  }

  private static void assertClosed(RawSocket socket, Flood flood) {
    Thread sender = Thread.startVirtualThread(() -> write(socket, flood.frames(MANY)));
    int answers = 0;
    RawFrame frame = socket.read().orElseThrow();
    while (frame.opcode() == RawFrame.PONG) {
      answers++;
      frame = socket.read().orElseThrow();
    }
    assertEquals("close 4503", frame.toString());
    int most = answers;
    assertTrue(most < MANY / 10, () -> most + " pings were answered");
    assertEquals(Optional.empty(), socket.read());
    socket.cut();
    Eventually.await("the end of the flood", () -> !sender.isAlive());
  }

  private static boolean write(RawSocket socket, byte[] bytes) {
    try {
      socket.write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void flood_besideAPair_doesNotDisturbIt() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    List<RawSocket> floods = new ArrayList<>();
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      for (int i = 0; i < 8; i++) {
        RawSocket socket = Visitor.silent(node.port()).socket();
        floods.add(socket);
        byte[] frames = Flood.values()[i % Flood.values().length].frames(MANY);
        Thread.startVirtualThread(() -> write(socket, frames));
        one.chat("" + i, "undisturbed");
        assertEquals("" + i, other.next().path("id").asText());
      }
    } finally {
      floods.forEach(RawSocket::cut);
    }
  }

  @Test
  void clientThatIsRefusedMessages_mayStillPing() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      for (int i = 0; i < 200; i++) {
        visitor.send("chat", "room", "r", "id", "" + i, "text", "flood");
      }
      assertEquals(200, visitor.soFar().size());
      assertEquals(List.of(), visitor.typesSoFar());
    }
  }

  /** What proxies and browsers do in an hour of a quiet chat. */
  @Test
  void pingsOfAProxy_neverHitTheLimit() {
    try (LocalNode strict =
            LocalNode.start(redis.endpoint(), Map.of("PASSERBY_FRAMES_PER_SECOND", "50"));
        Visitor visitor = Visitor.welcomed(strict.port())) {
      for (int i = 0; i < 180; i++) {
        assertEquals(List.of(), visitor.typesSoFar());
      }
    }
  }

  @Test
  void messages_overTheLimitInBytes_areRefusedWithATime() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      // Within the burst of frames, and more than twice that of bytes.
      for (int i = 0; i < 2 * RATE - 1; i++) {
        one.send("offer", "room", one.room(), "sdp", "x".repeat(64_000));
      }
      List<String> codes =
          one.soFar().stream().map(error -> error.path("code").asText()).distinct().toList();
      assertEquals(List.of("rate-limited"), codes);
      assertTrue(other.soFar().size() >= 4, other::story);
    }
  }

  /** The client reads nothing while it floods, so even small answers add up. */
  @Test
  void pongs_toAClientThatDoesNotRead_areBounded() {
    Map<String, String> unlimited = Map.of("PASSERBY_FRAMES_PER_SECOND", "0");
    try (LocalNode open = LocalNode.start(redis.endpoint(), unlimited, hasty(), new SystemClock());
        RawSocket stuck = RawSocket.openNarrow(open.port())) {
      byte[] pings = Flood.EMPTY_PINGS.frames(1_000);
      Eventually.await("the server answers no more", () -> !write(stuck, pings));
    }
  }

  private static Deadlines hasty() {
    Deadlines all = Deadlines.PROTOCOL;
    return new Deadlines(
        Duration.ofHours(1),
        all.ping(),
        all.silence(),
        Duration.ofMillis(500),
        Duration.ofMillis(100));
  }

  @Test
  void afterACloseByTheServer_nothingIsAnsweredAndTheConnectionEnds() {
    try (LocalNode open = LocalNode.start(redis.endpoint(), Map.of(), hasty(), new SystemClock());
        Visitor visitor = Visitor.welcomed(open.port())) {
      RawSocket socket = visitor.socket();
      // One binary frame closes with 1003; what stands behind it in the same write is not answered.
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(RawSocket.frame(0x80 | RawFrame.BINARY, new byte[1]));
      all.writeBytes(Flood.LONG_PINGS.frames(100));
      all.writeBytes(RawSocket.frame(0x81, "{\"type\":\"cancel\"}".getBytes(UTF_8)));
      socket.write(all.toByteArray());
      assertEquals("close 1003", socket.read().orElseThrow().toString());
      assertEquals(Optional.empty(), socket.read());
    }
  }

  @Test
  void clientThatAnswersTheCloseFrame_isLetGoAtOnce() {
    Duration hour = Duration.ofHours(1);
    Deadlines patient = new Deadlines(hour, hour, hour, hour, hour);
    try (LocalNode open = LocalNode.start(redis.endpoint(), Map.of(), patient, new SystemClock());
        Visitor visitor = Visitor.welcomed(open.port())) {
      visitor.socket().send(true, RawFrame.BINARY, new byte[1]);
      assertEquals("close 1003", visitor.socket().read().orElseThrow().toString());
      visitor.socket().write(Flood.PONGS.frames(100));
      visitor.socket().close(1003);
      assertEquals(Optional.empty(), visitor.socket().read());
    }
  }

  @Test
  void messageWhoseEndDoesNotCome_closes4001ThoughPongsGoOn() {
    MovableClock clock = new MovableClock();
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines often =
        new Deadlines(
            all.hello(), Duration.ofHours(1), all.silence(), all.farewell(), Duration.ofMillis(20));
    try (LocalNode open = LocalNode.start(redis.endpoint(), Map.of(), often, clock);
        Visitor visitor = Visitor.welcomed(open.port())) {
      visitor.socket().send(false, RawFrame.TEXT, new byte[] {'{'});
      assertEquals(List.of(), visitor.typesSoFar());
      for (int i = 0; i < 2; i++) {
        clock.advance(Duration.ofSeconds(20));
        visitor.socket().send(false, RawFrame.CONTINUATION, new byte[] {' '});
        assertEquals(List.of(), visitor.typesSoFar());
      }
      clock.advance(Duration.ofSeconds(5));
      assertEquals(4001, visitor.awaitClose());
    }
  }
}
