package chat.passerby.moderation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.StaffNode;
import chat.passerby.StaffNode.Account;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.passkey.SoftAuthenticator;
import chat.passerby.moderation.staff.OneTimeCode;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;

/** Does what the moderators' page does with passkeys. */
final class PasskeyClient {
  private final StaffNode node;
  private final String origin;

  PasskeyClient(StaffNode node, String origin) {
    this.node = node;
    this.origin = origin;
  }

  /** Asks for a challenge to add a passkey, with a code of so many steps of 30 s later. */
  HttpResponse<String> begin(Account account, String token, String password, int steps) {
    String code = OneTimeCode.of(account.totp(), new SystemClock().wall().plusSeconds(30L * steps));
    return send(
        "/passkeys/options", StaffNode.json(Map.of("password", password, "code", code)), token);
  }

  JsonNode creation(Account account, String token, int steps) {
    return read(200, begin(account, token, StaffNode.PASSWORD, steps));
  }

  /** Adds what a browser has made. */
  HttpResponse<String> add(JsonNode credential, String label, String token) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("label", label);
    body.set("credential", credential);
    return send("/passkeys", body.toString(), token);
  }

  /** A passkey of an account that is in. */
  JsonNode added(SoftAuthenticator key, Account account, String token, int steps) {
    return read(201, add(key.create(creation(account, token, steps)), "My phone", token));
  }

  JsonNode request() {
    return read(200, send("/login/passkey/options", "", ""));
  }

  HttpResponse<String> login(JsonNode credential) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("credential", credential);
    return send("/login/passkey", body.toString(), "");
  }

  HttpResponse<String> login(SoftAuthenticator key) {
    return login(key.get(request()));
  }

  HttpResponse<String> send(String path, String body, String token) {
    SessionClient client = SessionClient.on(node.port());
    String whole = "/api/moderation" + path;
    return token.isEmpty()
        ? client.send("POST", whole, body, "Origin", origin)
        : client.send("POST", whole, body, "Origin", origin, "Authorization", "Bearer " + token);
  }

  private static JsonNode read(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    return SessionClient.json(answer);
  }
}
