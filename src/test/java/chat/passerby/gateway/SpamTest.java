package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held back as spam, as two visitors of a real node see it. */
class SpamTest {
  private static final String LURE = "hey im jessica, find my pictures at my page jess_x9";

  private static RedisProcess redis;
  @TempDir private static Path folder;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @Test
  void message_thatBreaksALiveRule_bouncesWithItsExplanation() throws IOException {
    Path rules = folder.resolve("rules.txt");
    Files.writeString(
        rules,
        """
        [ads]
        state = live
        words = telegram
        explanation = Please stay here.
        [watched]
        state = shadow
        words = whatsapp
        explanation = Not told.
        [first]
        state = live
        in = first
        words = kik
        explanation = Not so soon.
        """);
    try (LocalNode node =
            LocalNode.start(redis.endpoint(), Map.of("PASSERBY_WORD_RULES", rules.toString()));
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      one.chat("m1", "write me on TЕLEGRAM");
      assertHeld(one, "m1", "word-rule", Optional.of("Please stay here."));
      one.chat("m2", "or whatsapp?");
      one.chat("m3", "hello");
      one.chat("m4", "so");
      for (String id : new String[] {"m2", "m3", "m4"}) {
        assertEquals(id, other.await("chat").path("id").asText());
      }
      one.chat("m5", "kik"); // no longer among the first
      assertEquals("m5", other.await("chat").path("id").asText());
      one.chat("m6", "telegram");
      assertHeld(one, "m6", "word-rule", Optional.of("Please stay here."));
      assertEquals(2, node.count("passerby_word_rules_held", "rule", "ads"));
      assertEquals(1, node.count("passerby_word_rules_shadowed", "rule", "watched"));
    }
  }

  @Test
  void opener_sentToMany_isHeldBackSlowedAndReported() {
    try (LocalNode node =
        LocalNode.start(
            redis.endpoint(),
            Map.of(
                "PASSERBY_OPENERS",
                "live",
                "PASSERBY_LOOK",
                "PT3S",
                "PASSERBY_PROXIES",
                "127.0.0.1"))) {
      try (Visitor sender = Visitor.welcomed(node.port())) {
        for (int i = 0; i < 2; i++) {
          assertEquals("m", openTo(node, sender, LURE).path("id").asText());
        }
        try (Visitor partner = Visitor.welcomed(node.port())) {
          Visitor.match(sender, partner);
          sender.chat("m", "hеy im jеssica find my pictures at my page: jess_x77");
          assertHeld(sender, "m", "alike", Optional.empty());
          sender.chat("n", "sorry, hello");
          assertEquals("n", partner.await("chat").path("id").asText());
          Eventually.await("a report", () -> node.count("passerby_reports", "reason", "spam") == 1);
          sender.send("leave", "room", sender.room());
          sender.await("idle");
          sender.find("again");
          JsonNode slowed = sender.awaitError("rate-limited");
          assertFalse(slowed.path("retryAfter").asLong() < 10_000, slowed::toString);
        }
      }
    }
  }

  @Test
  void opener_whileItIsOnlyCounted_passes() {
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_OPENERS", "shadow"));
        Visitor sender = Visitor.welcomed(node.port())) {
      for (int i = 0; i < 5; i++) {
        assertEquals(
            "m",
            openTo(node, sender, "another long text with a name, anna_x3").path("id").asText());
      }
      assertEquals(2, node.count("passerby_openers", "verdict", "fine"));
    }
  }

  private static JsonNode openTo(LocalNode node, Visitor sender, String text) {
    try (Visitor partner = Visitor.welcomed(node.port())) {
      Visitor.match(sender, partner);
      sender.chat("m", text);
      JsonNode came = partner.await("chat");
      sender.send("leave", "room", sender.room());
      sender.await("idle");
      return came;
    }
  }

  private static void assertHeld(
      Visitor sender, String id, String cause, Optional<String> explanation) {
    JsonNode error = sender.awaitError("refused");
    assertEquals(id, error.path("ref").asText());
    assertEquals(cause, error.path("cause").asText());
    assertEquals(explanation.orElse(""), error.path("explanation").asText());
  }
}
