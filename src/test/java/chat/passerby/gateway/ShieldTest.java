package chat.passerby.gateway;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.shield.Shield;
import chat.passerby.moderation.shield.ShieldMeasure;
import chat.passerby.moderation.shield.Shields;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shield holds on every node, for those who are here and those who come. */
class ShieldTest extends SanctionFixture {
  private static final String ADULT = "{\"adult\":true}";
  private final Shields shields = new Shields(redis.runner());

  @AfterEach
  void lower() {
    get(shields.lower("mia", ""));
    for (LocalNode node : List.of(near, far)) {
      await("no work is asked for", () -> challenge(node) == 204);
    }
  }

  @Test
  void proofOfWork_whereTheSettingsAskForNone_isAskedForOnEveryNode() {
    raise(ShieldMeasure.PROOF_OF_WORK);
    for (LocalNode node : List.of(near, far)) {
      await("work is asked for", () -> challenge(node) == 200);
      HttpResponse<String> answer = SessionClient.on(node.port()).create(ADULT);
      assertEquals("proof-needed", SessionClient.json(answer).path("code").asText());
    }
  }

  @Test
  void textOnly_endsWaitsForCallsAndRefusesNewOnes() {
    try (Visitor visitor = Visitor.welcomed(far.port());
        Visitor other = Visitor.welcomed(near.port())) {
      visitor.send("find", "mode", "video");
      visitor.await("waiting");
      Shield shield = raise(ShieldMeasure.TEXT_ONLY, ShieldMeasure.PROOF_OF_WORK);
      assertTextOnly("find", shield, visitor.await("error"));
      visitor.await("idle");
      await("the other node knows, too", () -> challenge(near) == 200);
      other.send("find", "mode", "audio");
      assertTextOnly("find", shield, other.await("error"));
      Visitor.match(visitor, other);
    }
  }

  @Test
  void newDevices_areAskedToWait() {
    try (Visitor visitor = Visitor.welcomed(near.port())) {
      raise(ShieldMeasure.SLOW_NEW_DEVICES, ShieldMeasure.PROOF_OF_WORK);
      await("the node knows", () -> challenge(near) == 200);
      visitor.find("chess");
      JsonNode error = visitor.await("error");
      assertEquals("rate-limited", error.path("code").asText(), error::toString);
      assertEquals("new-device", error.path("cause").asText(), error::toString);
      assertEquals(20_000, error.path("retryAfter").asLong(), 1_000, error::toString);
    }
  }

  @Test
  void shield_thatRedisHasLost_holdsOn() {
    Shield shield = raise(ShieldMeasure.PROOF_OF_WORK);
    await("a node knows", () -> challenge(near) == 200);
    redis.clear();
    await("it is there again", () -> get(shields.read()).isPresent());
    assertEquals(shield, get(shields.read()).orElseThrow());
    assertEquals(200, challenge(near));
  }

  private Shield raise(ShieldMeasure... measures) {
    return get(shields.raise(Set.of(measures), "mia", "A raid.", Duration.ofMinutes(5)))
        .orElseThrow();
  }

  private static int challenge(LocalNode node) {
    return SessionClient.on(node.port()).send("GET", "/api/challenge", "").statusCode();
  }

  private static void assertTextOnly(String ref, Shield shield, JsonNode error) {
    assertEquals("refused", error.path("code").asText(), error::toString);
    assertEquals("text-only", error.path("cause").asText(), error::toString);
    assertEquals(ref, error.path("ref").asText(), error::toString);
    assertEquals(shield.until().toEpochMilli(), error.path("until").asLong());
  }
}
