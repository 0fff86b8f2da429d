package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one session may do, and what happens to those who do more. */
class LimitsTest extends LimitsFixture {
  @Test
  void frames_overTheLimit_areRefusedWithATimeAndBreakNothing() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "5")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        int sent = 400;
        for (int i = 0; i < sent; i++) {
          one.chat("" + i, "flood");
        }
        List<JsonNode> refused = one.soFar();
        for (JsonNode error : refused) {
          assertEquals("rate-limited", error.path("code").asText(), error::toString);
          long retryAfter = error.path("retryAfter").asLong();
          assertTrue(0 < retryAfter && retryAfter <= 1000, error::toString);
        }
        assertTrue(refused.size() >= sent / 2, () -> refused.size() + " were refused");
        List<String> arrived = new ArrayList<>();
        other.soFar().forEach(chat -> arrived.add(chat.path("id").asText()));
        refused.forEach(error -> arrived.add(error.path("ref").asText()));
        assertEquals(sent, arrived.stream().distinct().count(), "each is relayed or refused");
        other.chat("1", "undisturbed");
        assertEquals("1", one.await("chat").path("id").asText());
      }
    }
  }

  @Test
  void leave_withNoTokensLeft_endsTheRoom() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("leave", "room", one.room());
        assertEquals("left", one.await("left").path("reason").asText());
        one.await("idle");
        assertEquals("left", other.await("left").path("reason").asText());
        assertFloodIsRefused(one, "leave", "room", one.room());
      }
    }
  }

  @Test
  void next_withNoTokensLeft_endsTheRoomAndSearches() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("next", "room", one.room());
        assertEquals("next", one.await("left").path("reason").asText());
        one.await("waiting");
        assertEquals("next", other.await("left").path("reason").asText());
        one.send("cancel");
        one.await("idle");
        assertFloodIsRefused(one, "cancel");
      }
    }
  }

  @Test
  void reportAndBlock_withNoTokensLeft_areTakenOnceForEachRoom() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("report", "room", one.room(), "reason", "spam");
        one.await("reported");
        one.send("block", "room", one.room());
        one.send("leave", "room", one.room());
        one.await("idle");
        other.await("left");
        assertFloodIsRefused(one, "report", "room", one.room(), "reason", "spam");
        assertFloodIsRefused(one, "block", "room", one.room());
      }
    }
  }

  /** Sends until the server takes nothing more for a while. */
  private static void exhaust(Visitor visitor) {
    List<JsonNode> refused = List.of();
    while (refused.isEmpty()) {
      for (int i = 0; i < 10; i++) {
        visitor.send("block", "room", "unknown");
      }
      refused = visitor.soFar().stream().filter(LimitsTest::isRateLimited).toList();
    }
  }

  /** What has no effect any more costs tokens like any other frame. */
  private static void assertFloodIsRefused(Visitor visitor, String type, String... fields) {
    for (int i = 0; i < 100; i++) {
      visitor.send(type, fields);
    }
    List<JsonNode> answers = visitor.soFar();
    assertTrue(answers.stream().anyMatch(LimitsTest::isRateLimited), answers::toString);
  }

  private static void awaitRetry(List<JsonNode> refusals) {
    long millis =
        refusals.stream().mapToLong(each -> each.path("retryAfter").asLong()).max().orElse(0);
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Eventually.await("the time to try again", () -> System.nanoTime() - due >= 0);
  }

  private static boolean isRateLimited(JsonNode answer) {
    return answer.path("code").asText().equals("rate-limited");
  }

  /** A client that writes ahead, and sends again what was refused, in order. */
  @Test
  void chats_overTheLimit_arriveInTheirOrder() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "20")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        List<String> written = IntStream.range(0, 80).mapToObj(Integer::toString).toList();
        // As a client does: what comes twice is shown once.
        Set<String> shown = new LinkedHashSet<>();
        while (shown.size() < written.size()) {
          written.stream().skip(shown.size()).forEach(id -> one.chat(id, "ahead"));
          awaitRetry(one.soFar());
          other.soFar().forEach(chat -> shown.add(chat.path("id").asText()));
        }
        assertEquals(written, List.copyOf(shown));
      }
    }
  }

  @Test
  void framesTooLong_overTheLimit_areRefusedToo() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "5");
        Visitor visitor = Visitor.welcomed(node.port())) {
      String tooLong = "x".repeat(2001);
      for (int i = 0; i < 100; i++) {
        visitor.send("chat", "room", "r", "id", "" + i, "text", tooLong);
      }
      List<String> codes =
          visitor.soFar().stream().map(error -> error.path("code").asText()).toList();
      assertEquals(100, codes.size());
      assertTrue(codes.contains("too-long") && codes.contains("rate-limited"), codes::toString);
    }
  }

  @Test
  void next_overTheLimit_isRefusedAndTheRoomStands() {
    try (LocalNode node = node("PASSERBY_NEXT_PER_MINUTE", "4")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        for (int i = 0; i < 5; i++) {
          one.send("next", "room", one.room());
          other.await("left");
          other.send("next", "room", other.room());
          assertEquals(one.awaitMatch(), other.awaitMatch());
        }
        one.send("next", "room", one.room());
        JsonNode error = one.next();
        assertEquals("rate-limited", error.path("code").asText(), one::story);
        assertEquals("next", error.path("ref").asText());
        long retryAfter = error.path("retryAfter").asLong();
        assertTrue(0 < retryAfter && retryAfter <= 15_000, error::toString);
        one.chat("1", "still here");
        assertEquals("1", other.next().path("id").asText());
      }
    }
  }

  private static boolean takes(Visitor visitor, byte[] bytes) {
    try {
      visitor.socket().write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void limits_ofZero_areNone() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "0")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        for (int i = 0; i < 1_000; i++) {
          one.chat("" + i, "t");
        }
        assertEquals(List.of(), one.typesSoFar());
        assertEquals(
            "999", other.await("chat", chat -> chat.path("id").asInt() == 999).path("id").asText());
      }
    }
  }
}
