package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.passkey.SoftAuthenticator;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passkeys over HTTP: what is added, opened and removed by them. */
class PasskeyEndpointsTest extends PasskeyApiFixture {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);

  PasskeyEndpointsTest(@TempDir Path data) {
    super(data);
  }

  @ParameterizedTest
  @EnumSource
  void moderator_withAPasskey_logsInWithoutANameOrACode(SoftAuthenticator.Kind kind) {
    SoftAuthenticator phone = new SoftAuthenticator(ORIGIN, kind);
    phone.flags |= SoftAuthenticator.SYNCED;
    JsonNode options = client.creation(ann, token, 0);
    assertFits("PasskeyCreation", options);
    assertEquals("chat.example.org", options.at("/rp/id").asText());
    HttpResponse<String> answer = client.add(phone.create(options), "My phone", token);
    assertEquals(201, answer.statusCode(), answer::body);
    assertFits("Passkey", SessionClient.json(answer));
    JsonNode request = client.request();
    assertFits("PasskeyRequest", request);
    phone.count = 2;
    HttpResponse<String> in = client.login(phone.get(request));
    assertEquals(200, in.statusCode(), in::body);
    assertFits("LoggedIn", SessionClient.json(in));
    String its = SessionClient.json(in).path("token").asText();
    assertEquals("senior", node.get("/me", its).path("role").asText());
    JsonNode listed = node.get("/passkeys", its);
    assertFits("Passkeys", listed);
    assertTrue(listed.at("/items/0/synced").asBoolean());
    assertTrue(listed.at("/items/0/usedAt").isNumber());
  }

  @Test
  void account_withSeveralPasskeys_losesThoseThatAreRemoved() {
    SoftAuthenticator other = new SoftAuthenticator(ORIGIN);
    String first = client.added(key, ann, token, 0).path("passkey").asText();
    JsonNode options = client.creation(ann, token, 1);
    assertEquals(1, options.path("excludeCredentials").size());
    assertEquals(201, client.add(other.create(options), "The grey key", token).statusCode());
    JsonNode listed = node.get("/passkeys", token).path("items");
    assertEquals("My phone", listed.at("/0/label").asText());
    assertEquals("The grey key", listed.at("/1/label").asText());
    assertEquals(204, remove(first, token));
    assertEquals(404, remove(first, token));
    assertEquals(1, node.get("/passkeys", token).path("items").size());
    key.count = 2;
    other.count = 2;
    assertRefused(client.login(key));
    assertEquals(200, client.login(other).statusCode());
  }

  @Test
  void passkey_ofSomebodyElse_isNeitherListedNorRemoved() {
    String its = client.added(key, ann, token, 0).path("passkey").asText();
    String bob = node.token("bob", StaffRole.ADMIN);
    assertEquals(0, node.get("/passkeys", bob).path("items").size());
    assertEquals(404, remove(its, bob));
    assertEquals(404, remove("nothing", bob));
    key.count = 2;
    assertEquals(200, client.login(key).statusCode());
  }

  @Test
  void challenge_toAdd_isForWhoeverProvesAgainThatItIsThey() {
    assertError(403, "wrong-proof", client.begin(ann, token, "another password", 0));
    assertError(403, "wrong-proof", client.begin(ann, token, StaffNode.PASSWORD, 9));
    assertEquals(200, client.begin(ann, token, StaffNode.PASSWORD, 0).statusCode());
    assertError(403, "wrong-proof", client.begin(ann, token, StaffNode.PASSWORD, 0));
    assertEquals(200, node.send("GET", "/me", "", token).statusCode());
    assertTrue(audit().contains("login-refused"));
  }

  @Test
  void passkey_ofAnAccountThatHasEnded_opensNothing() {
    Account bob = node.enrol("bob", StaffRole.ADMIN);
    String bobs = node.token(bob, -1);
    client.added(key, bob, bobs, 0);
    String root = node.token("root", StaffRole.ADMIN);
    assertEquals(204, node.send("DELETE", "/staff/bob", "", root).statusCode());
    key.count = 2;
    assertRefused(client.login(key));
    Account again = node.enrol("bob", StaffRole.ADMIN);
    assertRefused(client.login(key));
    assertEquals(0, node.get("/passkeys", node.token(again, 0)).path("items").size());
    assertFalse(redis.keys().stream().anyMatch(each -> each.contains("passkey")));
  }

  @Test
  void passkey_ofTheSameAuthenticator_isAddedOnce() {
    client.added(key, ann, token, 0);
    assertError(
        409, "passkey-exists", client.add(key.create(client.creation(ann, token, 1)), "x", token));
    Account bob = node.enrol("bob", StaffRole.MODERATOR);
    String bobs = node.token(bob, -1);
    assertError(
        409, "passkey-exists", client.add(key.create(client.creation(bob, bobs, 0)), "x", bobs));
    assertEquals(0, node.get("/passkeys", bobs).path("items").size());
  }

  @Test
  void everything_isInTheAudit() {
    String its = client.added(key, ann, token, 0).path("passkey").asText();
    key.count = 2;
    assertEquals(200, client.login(key).statusCode());
    remove(its, token);
    String audit = audit();
    for (String entry : List.of("passkey-added", "passkey-removed")) {
      assertTrue(audit.contains(entry), audit);
    }
    assertTrue(
        audit.lines().anyMatch(line -> line.contains("\"login\"") && line.contains(its)), audit);
  }

  private int remove(String passkey, String token) {
    return node.send("DELETE", "/passkeys/" + passkey, "", token).statusCode();
  }

  private static void assertFits(String schema, JsonNode value) {
    assertEquals(Set.of(), API.faults("/components/schemas/" + schema, value), value::toString);
    assertNotEquals(0, value.size());
  }
}
