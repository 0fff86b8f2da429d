package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a partner, and what is answered when it does not. */
class RelayTest {
  private static RedisProcess redis;
  private static LocalNode node;

  private Visitor one;
  private Visitor other;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @BeforeEach
  void match() {
    one = Visitor.welcomed(node.port());
    other = Visitor.welcomed(node.port());
    Visitor.match(one, other);
  }

  @AfterEach
  void part() {
    one.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"offer\",\"room\":\"R\",\"sdp\":\"v=0\\r\\no=- 1 2 IN IP4 127.0.0.1\\r\\n\"}",
        " {\n\t\"type\" : \"answer\" , \"sdp\" : \"v\\u003D0\" ,\r\n \"room\":\"R\" } ",
        "{\"room\":\"R\",\"type\":\"candidate\",\"candidate\":{\"candidate\":\"\",\"x\":1.50e3}}",
        "{\"type\":\"candidate\",\"room\":\"R\",\"candidate\":null}",
        "{\"type\":\"chat\",\"room\":\"R\",\"id\":\"\\u0031\",\"text\":\"\\/ \\ud83d\\ude00\"}",
        "{\"type\":\"chat\",\"room\":\"R\",\"id\":\"i\",\"text\":\"\u05e9\u05dc\u05d5\u05dd"
            + " \ud83d\ude00\"}",
        "{\"type\":\"ack\",\"room\":\"R\",\"id\":\"any\"}",
        "{\"type\":\"typing\",\"room\":\"R\",\"active\":true}",
        "{\"type\":\"typing\",\"room\":\"R\",\"active\":false }",
        "{\"type\":\"reveal\", \"room\":\"R\"}"
      })
  void frame_forThePartner_arrivesByteForByte(String frame) {
    String sent = frame.replace("\"R\"", "\"" + one.room() + "\"");
    one.text(sent);
    assertEquals(sent, other.nextText());
    other.text(sent);
    assertEquals(sent, one.nextText());
    assertEquals(List.of(), one.typesSoFar());
  }

  @Test
  void chats_manyBothWays_keepTheirOrder() {
    for (int i = 0; i < 200; i++) {
      one.chat("one-" + i, "text");
      other.chat("other-" + i, "text");
    }
    for (int i = 0; i < 200; i++) {
      assertEquals("one-" + i, other.next().path("id").asText());
      assertEquals("other-" + i, one.next().path("id").asText());
    }
  }

  @Test
  void chat_ofTheLongestText_arrives() {
    String longest = "\ud83d\ude00".repeat(2000);
    one.chat("long", longest);
    assertEquals(longest, other.next().path("text").asText());
  }

  @Test
  void chat_thatIsTooLong_isAnsweredWithItsIdAndNotRelayed() {
    one.chat("too long", "x".repeat(2001));
    assertError(one.next(), "too-long", "too long");
    one.chat("short", "x");
    assertEquals("short", other.next().path("id").asText());
  }

  @Test
  void chat_forAnotherRoom_isStaleAndNotRelayed() {
    one.send("chat", "room", "another", "id", "lost", "text", "t");
    assertError(one.next(), "stale-room", "lost");
    one.send("offer", "room", "another", "sdp", "v=0");
    assertError(one.next(), "stale-room", "offer");
    assertEquals(List.of(), other.typesSoFar());
  }

  @Test
  void chat_afterTheEnd_isAnsweredWithItsId() {
    other.send("leave", "room", other.room());
    one.await("left");
    one.chat("too late", "t");
    assertError(one.next(), "stale-room", "too late");
    assertEquals(List.of("left", "idle"), other.typesSoFar());
  }

  @Test
  void chat_forTheRoomBefore_doesNotReachTheNewPartner() {
    try (Visitor third = Visitor.welcomed(node.port())) {
      String before = one.room();
      one.send("leave", "room", before);
      other.await("left");
      one.await("idle");
      Visitor.match(one, third);
      other.send("chat", "room", before, "id", "before", "text", "t");
      assertError(other.next(), "stale-room", "before");
      one.send("chat", "room", before, "id", "before", "text", "t");
      assertError(one.next(), "stale-room", "before");
      other.send("chat", "room", one.room(), "id", "intruder", "text", "t");
      assertError(other.next(), "wrong-state", "intruder");
      one.chat("now", "t");
      assertEquals("now", third.next().path("id").asText());
      assertEquals(List.of(), third.typesSoFar());
    }
  }

  @Test
  void frames_withoutARoom_areWrongState() {
    try (Visitor idle = Visitor.welcomed(node.port())) {
      idle.send("offer", "room", "none", "sdp", "v=0");
      assertError(idle.next(), "wrong-state", "offer");
      idle.send("chat", "room", "none", "id", "alone", "text", "t");
      assertError(idle.next(), "wrong-state", "alone");
      idle.find("nobody else");
      idle.await("waiting");
      idle.send("offer", "room", "none", "sdp", "v=0");
      assertError(idle.next(), "wrong-state", "offer");
    }
  }

  /** Every chat is either sent to the partner or answered; none vanishes on the way. */
  @Test
  void chats_toAPartnerWhoIsBeingClosed_arriveOrAreAnswered() {
    List<String> sent = IntStream.range(0, 300).mapToObj(i -> "id-" + i).toList();
    for (String id : sent) {
      if (id.equals("id-100")) {
        IntStream.range(0, 10).forEach(strike -> other.text("["));
      }
      one.chat(id, "t");
    }
    List<String> settled = new ArrayList<>();
    for (int strikes = 0; strikes < 10; ) {
      JsonNode frame = other.next();
      if (Visitor.type(frame).equals("chat")) {
        settled.add(frame.path("id").asText());
      } else {
        strikes++;
      }
    }
    assertEquals(4503, other.awaitClose());
    // What comes back from the other's event loop may come late.
    while (settled.size() < sent.size()) {
      JsonNode frame = one.next();
      if (Visitor.type(frame).equals("error")) {
        settled.add(frame.path("ref").asText());
      }
    }
    settled.sort(null);
    assertEquals(sent.stream().sorted().toList(), settled, one::story);
  }

  private static void assertError(JsonNode error, String code, String ref) {
    assertEquals("error", Visitor.type(error), error::toString);
    assertEquals(code, error.path("code").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText(), error::toString);
  }
}
