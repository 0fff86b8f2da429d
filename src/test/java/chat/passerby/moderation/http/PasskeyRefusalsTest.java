package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.moderation.passkey.SoftAuthenticator;
import chat.passerby.moderation.staff.StaffRole;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.redis.client.Command;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must open nothing and add nothing, over HTTP. */
class PasskeyRefusalsTest extends PasskeyApiFixture {
  private static final long LIFETIME = 300_000;

  PasskeyRefusalsTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void challenge_isGoodForOneAnswerOfItsAccountAndKind() {
    JsonNode options = client.creation(ann, token, 0);
    Account bob = node.enrol("bob", StaffRole.MODERATOR);
    String bobs = node.token(bob, -1);
    SoftAuthenticator stolen = new SoftAuthenticator(ORIGIN);
    assertError(403, "bad-passkey", client.add(stolen.create(options), "Bob's", bobs));
    // It was taken by the attempt.
    assertError(403, "bad-passkey", client.add(key.create(options), "Ann's", token));
    ((ObjectNode) options).set("challenge", client.request().path("challenge"));
    assertError(403, "bad-passkey", client.add(key.create(options), "To log in", token));
    client.added(key, ann, token, 1);
    key.count = 2;
    JsonNode request = client.request();
    ObjectNode answer = key.get(request);
    assertEquals(200, client.login(answer).statusCode());
    assertRefused(client.login(answer));
    key.count = 3;
    assertRefused(client.login(key.get(request)));
    key.count = 4;
    ((ObjectNode) request).set("challenge", client.creation(bob, bobs, 0).path("challenge"));
    assertRefused(client.login(key.get(request)));
  }

  @Test
  void challenge_thatNobodyAnswers_isForgotten() {
    client.request();
    client.creation(ann, token, 0);
    List<String> kept =
        redis.keys().stream().filter(each -> each.matches(".*:(challenge|grant):.*")).toList();
    assertEquals(2, kept.size());
    for (String each : kept) {
      long left = redis.number(Command.PTTL, each);
      assertTrue(left > 0 && left <= LIFETIME, () -> each + " expires after " + left + " ms");
    }
    JsonNode request = client.request();
    client.added(key, ann, token, 1);
    redis.keys().stream()
        .filter(each -> each.contains(":challenge:"))
        .forEach(each -> redis.ask(Command.DEL, each));
    key.count = 2;
    assertRefused(client.login(key.get(request)));
  }

  @Test
  void registration_thatIsWrongInAnyPart_isRefused() {
    Map<String, Consumer<SoftAuthenticator>> wrongs =
        Map.of(
            "a foreign origin", each -> each.origin = "https://chat.example.org.evil.example",
            "http", each -> each.origin = "http://chat.example.org",
            "a page within another", each -> each.crossOrigin = true,
            "a foreign domain", each -> each.domain = "evil.example",
            "nobody verified", each -> each.flags = SoftAuthenticator.PRESENT,
            "nobody present", each -> each.flags = SoftAuthenticator.VERIFIED,
            "another challenge", each -> each.challenge = "A".repeat(43),
            "a login", each -> each.type = "webauthn.get");
    wrongs.forEach(
        (what, wrong) -> {
          JsonNode options = creation();
          SoftAuthenticator each = new SoftAuthenticator(ORIGIN);
          wrong.accept(each);
          assertError(403, "bad-passkey", client.add(each.create(options), what, token));
        });
    assertEquals(0, node.get("/passkeys", token).path("items").size());
  }

  @Test
  void login_thatIsWrongInAnyPart_isRefusedTheSame() {
    client.added(key, ann, token, 0);
    Map<String, Consumer<SoftAuthenticator>> wrongs =
        Map.ofEntries(
            Map.entry("a foreign origin", each -> each.origin = "https://evil.example"),
            Map.entry("no passkeys there", each -> each.origin = "https://elsewhere.example"),
            Map.entry("a page within another", each -> each.crossOrigin = true),
            Map.entry("a foreign domain", each -> each.domain = "evil.example"),
            Map.entry("nobody verified", each -> each.flags = SoftAuthenticator.PRESENT),
            Map.entry("nobody present", each -> each.flags = SoftAuthenticator.VERIFIED),
            Map.entry("another challenge", each -> each.challenge = "A".repeat(43)),
            Map.entry("a registration", each -> each.type = "webauthn.create"),
            Map.entry("another account", each -> each.pretend("somebody")));
    int count = 1;
    for (var wrong : wrongs.entrySet()) {
      SoftAuthenticator each = key.copy();
      each.count = ++count;
      wrong.getValue().accept(each);
      assertRefused(client.login(each));
    }
    SoftAuthenticator forged = new SoftAuthenticator(ORIGIN);
    forged.takeIdOf(key);
    forged.count = ++count;
    assertRefused(client.login(forged));
    SoftAuthenticator unknown = new SoftAuthenticator(ORIGIN);
    unknown.pretend("nobody");
    assertRefused(client.login(unknown));
    key.count = ++count;
    assertEquals(200, client.login(key).statusCode());
  }

  @Test
  void counter_thatHasNotGrown_refusesAndIsInTheAudit() {
    key.count = 7;
    client.added(key, ann, token, 0);
    assertRefused(client.login(key));
    key.count = 8;
    assertEquals(200, client.login(key).statusCode());
    assertRefused(client.login(key));
    key.count = 0;
    assertRefused(client.login(key));
    assertTrue(audit().contains("passkey-copied"));
    SoftAuthenticator uncounted = new SoftAuthenticator(ORIGIN);
    uncounted.count = 0;
    client.added(uncounted, ann, token, 1);
    assertEquals(200, client.login(uncounted).statusCode());
    assertEquals(200, client.login(uncounted).statusCode());
  }

  @Test
  void page_whereNoPasskeysAre_isToldSo() {
    PasskeyClient elsewhere = new PasskeyClient(node, "https://elsewhere.example");
    assertError(409, "no-passkeys", elsewhere.send("/login/passkey/options", "", ""));
    assertError(409, "no-passkeys", elsewhere.begin(ann, token, StaffNode.PASSWORD, 0));
    key.pretend("anybody");
    assertError(409, "no-passkeys", elsewhere.login(key.get(client.request())));
    PasskeyClient console = new PasskeyClient(node, "https://console.chat.example.org");
    assertError(403, "foreign-origin", console.send("/login/passkey/options", "", ""));
  }

  @Test
  void fields_thatDoNotFit_areNamed() {
    ObjectNode credential = key.create(creation());
    assertNames(400, "credential.response", client.add(without(credential, ""), "x", token));
    for (String field : List.of("clientDataJSON", "attestationObject")) {
      assertNames(400, field, client.add(without(credential, field), "x", token));
      for (String unfit : List.of("", "a", "a+b/", "YQ==", "é")) {
        assertNames(422, field, client.add(with(credential, field, unfit), "x", token));
      }
      assertError(403, "bad-passkey", client.add(with(credential, field, "AAAA"), "x", token));
    }
    assertNames(422, "label", client.add(credential, "x".repeat(65), token));
    assertNames(422, "label", client.add(credential, " ", token));
    ObjectNode login = key.get(client.request());
    for (String field : List.of("clientDataJSON", "authenticatorData", "signature", "userHandle")) {
      assertNames(400, field, client.login(without(login, field)));
      assertNames(422, field, client.login(with(login, field, "?")));
      assertRefused(client.login(with(login, field, "AAAA")));
    }
  }

  private static ObjectNode without(ObjectNode credential, String field) {
    ObjectNode copy = credential.deepCopy();
    if (field.isEmpty()) {
      copy.remove("response");
    } else {
      ((ObjectNode) copy.get("response")).remove(field);
    }
    return copy;
  }

  private static ObjectNode with(ObjectNode credential, String field, String value) {
    ObjectNode copy = credential.deepCopy();
    ((ObjectNode) copy.get("response")).put(field, value);
    return copy;
  }

  private static void assertNames(int status, String field, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains(field), answer::body);
  }
}
