package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.moderation.passkey.SoftAuthenticator;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys when there are too many attempts, and while Redis is away. */
class PasskeyLimitsTest {
  private static final String ORIGIN = "https://chat.example.org";

  private final SoftAuthenticator key = new SoftAuthenticator(ORIGIN);
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
  void challenges_tooManyForAnAddress_areRefusedButThoseThatWerePutToUseDoNotCount() {
    try (StaffNode node = node("PASSERBY_LOGINS_PER_ADDRESS", "5")) {
      PasskeyClient client = new PasskeyClient(node, ORIGIN);
      // Enrolment and the proof count; the login takes its own attempt back.
      Account ann = node.enrol("ann", StaffRole.MODERATOR);
      String token = node.token(ann, -1);
      client.added(key, ann, token, 0);
      for (int i = 0; i < 6; i++) {
        key.count++;
        assertEquals(200, client.login(key).statusCode());
      }
      int taken = 0;
      HttpResponse<String> answer = client.send("/login/passkey/options", "", "");
      while (answer.statusCode() == 200) {
        taken++;
        answer = client.send("/login/passkey/options", "", "");
      }
      assertTrue(taken >= 3 && taken <= 5, taken + " were taken");
      assertEquals(429, answer.statusCode(), answer::body);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent());
      assertEquals(429, client.begin(ann, token, StaffNode.PASSWORD, 1).statusCode());
    }
  }

  /** Whoever knows a name can use its attempts up, but cannot keep its owner's passkey out. */
  @Test
  void attempts_tooManyForAName_keepNoPasskeyOut() {
    try (StaffNode node = node("PASSERBY_LOGINS_PER_NAME", "2")) {
      PasskeyClient client = new PasskeyClient(node, ORIGIN);
      Account ann = node.enrol("ann", StaffRole.MODERATOR);
      client.added(key, ann, node.token(ann, -1), 0);
      for (int i = 0; i < 3; i++) {
        node.login(ann, "wrong", 0);
      }
      assertEquals(429, node.login(ann, StaffNode.PASSWORD, 1).statusCode());
      key.count++;
      assertEquals(200, client.login(key).statusCode());
    }
  }

  @Test
  void everything_whileRedisIsAway_is503AndNothingIsDone() {
    try (StaffNode node = node("PASSERBY_LOGINS_PER_NAME", "0")) {
      PasskeyClient client = new PasskeyClient(node, ORIGIN);
      Account ann = node.enrol("ann", StaffRole.SENIOR);
      String token = node.token(ann, -1);
      client.added(key, ann, token, 0);
      JsonNode request = client.request();
      key.count++;
      redis.kill();
      assertEquals(503, client.login(key.get(request)).statusCode());
      assertEquals(503, client.send("/login/passkey/options", "", "").statusCode());
      assertEquals(503, client.begin(ann, token, StaffNode.PASSWORD, 1).statusCode());
      assertEquals(503, node.send("GET", "/passkeys", "", token).statusCode());
      redis.restart();
      Eventually.await(
          "the audit is back", () -> node.send("GET", "/audit", "", token).statusCode() == 200);
      assertEquals(1, node.get("/passkeys", token).path("items").size());
      assertEquals(200, client.login(key).statusCode());
    }
  }

  private StaffNode node(String setting, String value) {
    return StaffNode.start(redis.endpoint(), Map.of("PASSERBY_ORIGINS", ORIGIN, setting, value));
  }
}
