package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.time.SystemClock;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that does not read what it is sent is closed, and harms nobody else. */
class SlowReaderTest extends LimitsFixture {
  @Test
  void client_thatDoesNotRead_isClosedWhileOthersGoOn() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines hasty =
        new Deadlines(
            all.hello(), all.ping(), all.silence(), Duration.ofMillis(500), Duration.ofMillis(100));
    Map<String, String> limits = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "4");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits, hasty, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port());
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      Visitor.match(one, other);
      String sdp = "x".repeat(60_000);
      int sent = 0;
      while (talker.typesSoFar().isEmpty()) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(++sent < 2_000, "the server takes on and on");
      }
      assertTrue(talker.story().contains("\"reason\":\"gone\""), talker::story);
      one.chat("1", "undisturbed");
      assertEquals("1", other.next().path("id").asText());
      // It has read nothing, not even the close frame, and yet its place is free again.
      Eventually.await("the end of the connection", () -> connects(node));
    }
  }

  @Test
  void client_thatReadsAgain_findsWhyItWasClosed() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines patient =
        new Deadlines(all.hello(), all.ping(), all.silence(), Duration.ofHours(1), all.sweep());
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of(), patient, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      String sdp = "x".repeat(60_000);
      for (int sent = 0; talker.typesSoFar().isEmpty(); sent++) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(sent < 2_000, "the server takes on and on");
      }
      assertEquals(4003, stuck.awaitClose());
    }
  }

  @Test
  void client_thatDoesNotRead_isClosedAtTheBoundThatIsSet() {
    int bound = 16 * 1024 * 1024;
    try (LocalNode node = node("PASSERBY_OUTBOUND_BYTES", "" + bound);
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      String sdp = "x".repeat(60_000);
      for (int sent = 0; sent < bound; sent += sdp.length()) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
      }
      assertEquals(List.of(), talker.typesSoFar());
      for (int sent = 0; talker.typesSoFar().isEmpty(); sent++) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(sent < 2_000, "the server takes on and on");
      }
      assertEquals(4003, stuck.awaitClose());
    }
  }

  @Test
  void client_thatPingsAndDoesNotRead_isClosed() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines hasty =
        new Deadlines(
            all.hello(), all.ping(), all.silence(), Duration.ofMillis(500), Duration.ofMillis(100));
    Map<String, String> limits = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "1");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits, hasty, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()))) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      byte[] pings = pings(500);
      Eventually.await("the server answers no more", () -> !takes(stuck, pings));
      Eventually.await("the end of the connection", () -> connects(node));
    }
  }

  private static byte[] pings(int count) {
    byte[] ping = RawSocket.frame(0x80 | RawFrame.PING, new byte[125]);
    ByteBuffer all = ByteBuffer.allocate(count * ping.length);
    for (int i = 0; i < count; i++) {
      all.put(ping);
    }
    return all.array();
  }

  private static boolean takes(Visitor visitor, byte[] bytes) {
    try {
      visitor.socket().write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
