package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which a client's socket can end (RFC 6455, section 7), and what it means for its
 * chat. Only a close frame with 1000 is for good. Vert.x 5.0.10 tells a close frame without a code
 * as 1000, and an end without a close frame as 1006; what came is therefore read from the frame.
 */
class GoingTest {
  private static final MovableClock clock = new MovableClock();
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines often =
        new Deadlines(
            all.hello(), all.ping(), all.silence(), all.farewell(), Duration.ofMillis(20));
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_GRACE", "PT1M"), often, clock);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void closeFrame_with1000_leavesForGood() {
    assertLeaves(socket -> socket.close(1000), 1000);
  }

  /** What browsers send when a page is left or loaded again: the chat has to outlive a reload. */
  @Test
  void closeFrame_with1001_mayComeBack() {
    assertMayComeBack(socket -> socket.close(1001), 1001);
  }

  /** What {@code WebSocket.close()} of a browser sends: nobody has said that it is for good. */
  @Test
  void closeFrame_withoutACode_mayComeBack() {
    assertMayComeBack(socket -> socket.send(true, RawFrame.CLOSE, new byte[0]), 1005);
  }

  @ParameterizedTest
  @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 1011, 1012, 1014, 3000, 4000, 4999})
  void closeFrame_withAnotherCode_mayComeBack(int code) {
    assertMayComeBack(socket -> socket.close(code), code);
  }

  @Test
  void closeFrame_with1000AndAReason_leavesForGood() {
    assertLeaves(
        socket -> socket.send(true, RawFrame.CLOSE, "\u0003\u00e8bye".getBytes(ISO_8859_1)), 1000);
  }

  /** Section 7.4: 1005, 1006 and 1015 are never sent, and nor are those below 1000. */
  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
  void closeFrame_withAnInvalidCode_mayComeBackAndIsAnswered1002(int code) {
    assertMayComeBack(socket -> socket.close(code), 1002);
  }

  @Test
  void closeFrame_ofOneByte_mayComeBackAndIsAnswered1002() {
    assertMayComeBack(socket -> socket.send(true, RawFrame.CLOSE, new byte[] {3}), 1002);
  }

  @Test
  void closeFrame_whoseReasonIsNotUtf8_mayComeBackAndIsAnswered1007() {
    assertMayComeBack(
        socket -> socket.send(true, RawFrame.CLOSE, "\u0003\u00e8\u00ff".getBytes(ISO_8859_1)),
        1007);
  }

  @Test
  void closeFrame_amidFragments_leavesForGood() {
    assertLeaves(
        socket -> {
          socket.send(false, RawFrame.TEXT, new byte[] {'{'});
          socket.close(1000);
        },
        1000);
  }

  /** The end of the connection may arrive together with the close frame. */
  @Test
  void closeFrame_with1000AndTheEndAtOnce_leavesForGood() {
    assertGoes(
        socket -> {
          socket.close(1000);
          socket.endOutput();
        },
        "left");
  }

  @Test
  void framesBeforeTheEnd_areHandledInOrderHoweverMany() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      for (int i = 0; i < 500; i++) {
        one.chat("" + i, "t");
      }
      one.socket().close(1000);
      one.socket().endOutput();
      for (int i = 0; i < 500; i++) {
        assertEquals("" + i, other.next().path("id").asText());
      }
      assertEquals("left", Visitor.type(other.next()));
    }
  }

  @Test
  void connection_endedWithoutACloseFrame_mayComeBack() {
    assertGoes(RawSocket::cut, "partner-away");
  }

  @Test
  void connection_halfClosed_mayComeBack() {
    assertGoes(RawSocket::endOutput, "partner-away");
  }

  @Test
  void connection_reset_mayComeBack() {
    assertGoes(RawSocket::reset, "partner-away");
  }

  @Test
  void connection_silentForTooLong_mayComeBack() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      clock.advance(Duration.ofSeconds(25));
      assertEquals(List.of(), other.typesSoFar());
      clock.advance(Duration.ofSeconds(20));
      assertEquals("partner-away", Visitor.type(other.next()));
      assertEquals(4001, one.awaitClose());
    }
  }

  private static void assertLeaves(Consumer<RawSocket> way, int answer) {
    assertAnswered(way, "left", answer);
  }

  /** The chat is kept, and going on with it is possible. */
  private static void assertMayComeBack(Consumer<RawSocket> way, int answer) {
    assertAnswered(way, "partner-away", answer);
  }

  private static void assertAnswered(Consumer<RawSocket> way, String told, int answer) {
    String token = SessionClient.on(node.port()).token();
    try (Visitor one = Visitor.welcomed(node.port(), token);
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      way.accept(one.socket());
      RawFrame close = one.socket().read().orElseThrow();
      assertEquals(RawFrame.CLOSE, close.opcode(), close::toString);
      assertEquals(answer, close.closeCode());
      assertEquals(Optional.empty(), one.socket().read());
      assertEquals(told, Visitor.type(other.next()));
      assertStands(token, other, told.equals("partner-away"));
    }
  }

  private static void assertGoes(Consumer<RawSocket> way, String told) {
    String token = SessionClient.on(node.port()).token();
    try (Visitor one = Visitor.welcomed(node.port(), token);
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      way.accept(one.socket());
      assertEquals(told, Visitor.type(other.next()));
      assertStands(token, other, told.equals("partner-away"));
    }
  }

  private static void assertStands(String token, Visitor other, boolean chatting) {
    try (Visitor back = Visitor.silent(node.port())) {
      back.hello(token);
      JsonNode welcome = back.next();
      assertEquals(chatting ? "chatting" : "idle", welcome.path("state").asText());
      if (chatting) {
        assertEquals("partner-back", Visitor.type(other.next()));
      } else {
        assertEquals(List.of(), other.typesSoFar());
      }
    }
  }
}
