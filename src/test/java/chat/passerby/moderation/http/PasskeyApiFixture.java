package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.passkey.SoftAuthenticator;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.redis.RedisFixture;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of passkeys over HTTP share: a node with one moderator, who is in. */
abstract class PasskeyApiFixture extends RedisFixture {
  static final String ORIGIN = "https://chat.example.org";

  final StaffNode node;
  final PasskeyClient client;
  SoftAuthenticator key = new SoftAuthenticator(ORIGIN);
  Account ann = new Account("", "");
  String token = "";

  PasskeyApiFixture(Path data) {
    super(data);
    node =
        StaffNode.start(
            redis.endpoint(),
            Map.of(
                "PASSERBY_PASSKEY_ORIGINS",
                ORIGIN + ",https://console.chat.example.org",
                "PASSERBY_ORIGINS",
                ORIGIN + ",https://elsewhere.example"));
    client = new PasskeyClient(node, ORIGIN);
  }

  @AfterAll
  final void close() {
    node.close();
  }

  @BeforeEach
  final void enrol() {
    key = new SoftAuthenticator(ORIGIN);
    ann = node.enrol("ann", StaffRole.SENIOR);
    token = node.token(ann, -1);
  }

  JsonNode creation() {
    // Each code is taken once, so the clock of the account is set back.
    redis.keys().stream()
        .filter(each -> each.endsWith(":account:ann"))
        .forEach(each -> redis.ask(Command.HDEL, each, "step"));
    return client.creation(ann, token, 0);
  }

  String audit() {
    return node.send("GET", "/audit", "", token).body();
  }

  static void assertRefused(HttpResponse<String> answer) {
    assertError(401, "wrong-login", answer);
  }

  static void assertError(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, SessionClient.json(answer).path("code").asText());
  }
}
