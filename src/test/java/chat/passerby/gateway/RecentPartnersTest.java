package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.RedisKeys;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has just met is avoided, until nobody else is there. */
class RecentPartnersTest {
  private static final String FOREVER = "PT1H";

  private RedisProcess redis;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterEach
  void end() {
    redis.close();
  }

  @Test
  void partners_withNobodyElseThere_meetAgainAfterTheWait() {
    try (LocalNode node = node("PT1S");
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      String room = one.room();
      String wish = "{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"" + room + "\"]}";
      long latest = 0;
      for (Visitor visitor : List.of(one, other)) {
        visitor.send("leave", "room", room);
        visitor.await("idle");
        visitor.text(wish);
        JsonNode waiting = visitor.await("waiting");
        long since = waiting.path("since").asLong();
        assertEquals("recent", waiting.path("widening").path("drops").asText());
        assertEquals(since + 1_000, waiting.path("widening").path("at").asLong());
        latest = Math.max(latest, since);
      }
      assertEquals(one.awaitMatch(), other.awaitMatch());
      assertTrue(System.currentTimeMillis() >= latest + 1_000, one::story);
      assertNotEquals(room, one.room());
    }
  }

  @Test
  void partners_withAThirdThere_getTheThird() {
    try (LocalNode node = node(FOREVER);
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      String room = one.room();
      one.send("leave", "room", room);
      other.await("left");
      Company.assertApart(one, other, Company.tag(), node.port());
    }
  }

  @Test
  void partners_inNewSessionsOnAnotherNode_areKnown() {
    try (LocalNode near = node(FOREVER);
        LocalNode far = node(FOREVER)) {
      String one = Company.device(near.port());
      String other = Company.device(near.port());
      try (Visitor first = Company.of(near.port(), one);
          Visitor second = Company.of(near.port(), other)) {
        Visitor.match(first, second);
        first.send("leave", "room", first.room());
        second.await("left");
      }
      try (Visitor first = Company.of(far.port(), one);
          Visitor second = Company.of(far.port(), other)) {
        Company.assertApart(first, second, Company.tag(), near.port());
      }
    }
  }

  @Test
  void partners_whoTalkStill_areKnownToTheirDevices() {
    try (LocalNode node = node(FOREVER)) {
      String one = Company.device(node.port());
      String other = Company.device(node.port());
      try (Visitor first = Company.of(node.port(), one);
          Visitor second = Company.of(node.port(), other);
          Visitor firstTab = Company.of(node.port(), one);
          Visitor secondTab = Company.of(node.port(), other)) {
        Visitor.match(first, second);
        Eventually.await(
            "both are remembered",
            () -> RedisKeys.matching(redis, "passerby:device:{*}:recent").size() == 2);
        // Only what Redis was told at the beginning of the chat can be known in the other tabs.
        Company.assertApart(firstTab, secondTab, Company.tag(), node.port());
      }
    }
  }

  @Test
  void partners_whoHold_stayApart() {
    try (LocalNode node = node("PT0S");
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      one.send("next", "room", one.room());
      one.await("waiting");
      other.await("left");
      other.send("next", "room", other.room());
      other.await("waiting");
      String tag = Company.tag();
      Company.assertApart(one, other, tag, node.port());
      other.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"" + tag + "\"]}");
      one.await("left");
      one.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"" + tag + "\"]}");
      assertEquals(one.awaitMatch(), other.awaitMatch(), "neither holds any more");
    }
  }

  @Test
  void tabs_ofOneBrowser_meetAgainAtOnce() {
    try (LocalNode node = node(FOREVER)) {
      String device = Company.device(node.port());
      try (Visitor one = Company.of(node.port(), device);
          Visitor other = Company.of(node.port(), device)) {
        Visitor.match(one, other);
        one.send("leave", "room", one.room());
        other.await("left");
        Visitor.match(one, other);
      }
    }
  }

  private LocalNode node(String wait) {
    return LocalNode.start(
        redis.endpoint(), Map.of("PASSERBY_RECENT_WINDOW", "PT5M", "PASSERBY_RECENT_WAIT", wait));
  }
}
