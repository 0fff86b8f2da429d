package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.Limits;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent through a socket at all: sizes, encodings, fragments, and JSON of our kind. */
class TransportTest {
  private static final Duration LONG = Duration.ofHours(1);

  private static final MovableClock clock = new MovableClock();
  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    Deadlines patient = new Deadlines(LONG, LONG, LONG, LONG, LONG);
    node = LocalNode.start(redis.endpoint(), Map.of(), patient, clock);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void frame_ofTheLargestSize_isRead() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.text(padded("{\"type\":\"cancel\",\"padding\":\"", "\"}", Limits.FRAME_BYTES));
      JsonNode error = visitor.next();
      assertEquals("bad-frame", error.path("code").asText());
      assertTrue(error.path("message").asText().contains("`padding`"), error::toString);
    }
  }

  @Test
  void offer_ofTheLargestSize_isRelayed() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String head = "{\"type\":\"offer\",\"room\":\"" + one.room() + "\",\"sdp\":\"v=0";
      String offer = padded(head, "\"}", Limits.FRAME_BYTES);
      one.text(offer);
      assertEquals(offer, other.nextText());
    }
  }

  @Test
  void frame_overTheLargestSize_closes1009() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.text(padded("{\"type\":\"cancel\",\"p\":\"", "\"}", Limits.FRAME_BYTES + 1));
      assertEquals(1009, visitor.awaitClose());
    }
  }

  @Test
  void message_overTheLargestSizeInFragments_closes1009() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      byte[] half = new byte[Limits.FRAME_BYTES / 2];
      Arrays.fill(half, (byte) ' ');
      visitor.socket().send(false, RawFrame.TEXT, half);
      visitor.socket().send(false, RawFrame.CONTINUATION, half);
      assertEquals(List.of(), visitor.typesSoFar());
      visitor.socket().send(true, RawFrame.CONTINUATION, new byte[] {' '});
      assertEquals(1009, visitor.awaitClose());
    }
  }

  @Test
  void message_inFragmentsAmongPings_isOneFrame() {
    List<Visitor> pair = Visitor.matched(node.port(), node.port());
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      String head = "{\"type\":\"chat\",\"room\":\"" + one.room() + "\",\"id\":\"1\",\"text\":\"";
      String chat = head + "gr\u00fc\u00df dich \ud83d\ude00\"}";
      byte[] bytes = chat.getBytes(UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        boolean last = i == bytes.length - 1;
        int opcode = i == 0 ? RawFrame.TEXT : RawFrame.CONTINUATION;
        one.socket().send(last, opcode, new byte[] {bytes[i]});
        if (i % 40 == 0 && !last) {
          assertEquals(List.of(), one.typesSoFar());
        }
      }
      assertEquals(chat, other.nextText());
      one.text(chat);
      assertEquals(chat, other.nextText());
    }
  }

  @Test
  void binaryFrame_ofAnyKind_closes1003() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.socket().send(true, RawFrame.BINARY, "{\"type\":\"cancel\"}".getBytes(UTF_8));
      assertEquals(1003, visitor.awaitClose());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082"})
  void text_notInUtf8_closes1007(String latin) {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      byte[] wrong = latin.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      visitor.socket().send(false, RawFrame.TEXT, "{\"type\":\"".getBytes(UTF_8));
      visitor.socket().send(false, RawFrame.CONTINUATION, wrong);
      visitor.socket().send(true, RawFrame.CONTINUATION, "\"}".getBytes(UTF_8));
      assertEquals(1007, visitor.awaitClose());
    }
  }

  /** What section 5 of RFC 6455 forbids: the reserved bits and opcodes, and mixed-up fragments. */
  @ParameterizedTest
  @ValueSource(ints = {0xC1, 0xA1, 0x91, 0x83, 0x8B, 0x80, 0x09})
  void frame_againstTheStandard_closes1002(int firstByte) {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.socket().write(RawSocket.frame(firstByte, new byte[] {'{', '}'}));
      assertEquals(1002, visitor.awaitClose());
    }
  }

  @Test
  void frame_withoutAMask_closes1002() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.socket().write(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertEquals(1002, visitor.awaitClose());
    }
  }

  @Test
  void text_amidFragments_closes1002() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.socket().send(false, RawFrame.TEXT, new byte[] {'{'});
      visitor.socket().send(true, RawFrame.TEXT, new byte[] {'}'});
      assertEquals(1002, visitor.awaitClose());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "hello|JSON",
        "''|JSON",
        "[]|JSON",
        "42|JSON",
        "null|JSON",
        "{\"type\":\"cancel\"|JSON",
        "{\"type\":\"cancel\"}{\"type\":\"cancel\"}|JSON",
        "{}|`type`",
        "{\"type\":\"dance\"}|`type`",
        "{\"type\":7}|`type`",
        "{\"type\":\"find\"}|`mode`",
        "{\"type\":\"find\",\"mode\":\"smell\"}|`mode`",
        "{\"type\":\"find\",\"mode\":\"text\",\"hold\":\"yes\"}|`hold`",
        "{\"type\":\"find\",\"mode\":\"text\",\"mode\":\"text\"}|`mode`",
        "{\"type\":\"cancel\",\"why\":\"so\"}|`why`",
        "{\"type\":\"chat\",\"room\":\"r\",\"text\":\"t\"}|`id`",
      })
  void frame_thatIsNone_isAnsweredWithItsFaultAndTheSocketStays(String frame, String named) {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.text(frame.equals("''") ? "" : frame);
      JsonNode error = visitor.next();
      assertEquals("error", Visitor.type(error));
      assertEquals("bad-frame", error.path("code").asText());
      assertTrue(error.path("message").asText().contains(named), error::toString);
      visitor.send("cancel");
      assertEquals("wrong-state", visitor.next().path("code").asText());
    }
  }

  @Test
  void badFrame_ofAChat_isAnsweredWithItsId() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      visitor.text("{\"type\":\"chat\",\"text\":7,\"room\":\"r\",\"id\":\"the-one\"}");
      assertEquals("the-one", visitor.next().path("ref").asText());
    }
  }

  @Test
  void badFrames_tenWithinAMinute_close4503() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      for (int i = 0; i < 10; i++) {
        clock.advance(Duration.ofMillis(6_600));
        visitor.text("nonsense");
        assertEquals("bad-frame", visitor.next().path("code").asText());
      }
      assertEquals(4503, visitor.awaitClose());
    }
  }

  @Test
  void badFrames_nineInEachOfTwoMinutes_areOnlyAnswered() {
    try (Visitor visitor = Visitor.welcomed(node.port())) {
      for (int minute = 0; minute < 2; minute++) {
        for (int i = 0; i < 9; i++) {
          visitor.text("nonsense");
          assertEquals("bad-frame", visitor.next().path("code").asText());
        }
        clock.advance(Duration.ofMinutes(1));
      }
      assertEquals(List.of(), visitor.typesSoFar());
    }
  }

  private static String padded(String head, String tail, int bytes) {
    return head + "x".repeat(bytes - head.length() - tail.length()) + tail;
  }
}
