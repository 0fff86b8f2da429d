package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.proof.Solver;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proof of work before a session, as clients meet it. */
class ProofOfWorkTest extends LimitsFixture {
  private static final String ADULT = "{\"adult\":true}";

  @Test
  void session_whereNoneIsAsked_needsNoProof() {
    try (LocalNode node = node(Map.of())) {
      SessionClient client = SessionClient.on(node.port());
      assertEquals(204, client.send("GET", "/api/challenge", "").statusCode());
      assertEquals(201, client.create(ADULT).statusCode());
      assertEquals(201, client.create("{\"adult\":true,\"altcha\":\"x\"}").statusCode());
    }
  }

  @Test
  void session_withoutAProof_isAskedForOneInWords() {
    try (LocalNode node = on("PASSERBY_SESSIONS_PER_MINUTE", "1")) {
      SessionClient client = SessionClient.on(node.port());
      JsonNode body = null;
      // Being asked uses up nothing of what the address may open.
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = client.create(ADULT);
        assertEquals(403, answer.statusCode(), answer::body);
        body = SessionClient.json(answer);
      }
      assertEquals("proof-needed", body.path("code").asText());
      assertTrue(body.path("message").asText().contains("load it again"), body::toString);
      assertEquals(201, client.create(with(solve(body))).statusCode());
      assertEquals(429, client.create(ADULT).statusCode());
    }
  }

  @Test
  void proof_usedAgain_isNotTakenAndAnsweredByAnotherChallenge() {
    try (LocalNode node = on("PASSERBY_PROOF_FREE_PER_ADDRESS", "100")) {
      SessionClient client = SessionClient.on(node.port());
      HttpResponse<String> challenge = client.send("GET", "/api/challenge", "");
      assertEquals(200, challenge.statusCode());
      String proof = Solver.solve(new JsonObject(challenge.body()));
      assertEquals(201, client.create(with(proof)).statusCode());
      JsonNode again = SessionClient.json(client.create(with(proof)));
      assertEquals("proof-not-taken", again.path("code").asText());
      assertEquals(201, client.create(with(solve(again))).statusCode());
      assertEquals("proof-not-taken", code(client, with("nonsense")));
      assertEquals(2, node.count("passerby_proofs", "verdict", "taken"));
      assertEquals(1, node.count("passerby_proofs", "verdict", "used"));
      assertEquals(1, node.count("passerby_proofs", "verdict", "wrong"));
    }
  }

  @Test
  void proof_ofAnEasierChallenge_isTooLittleOnceTheAddressIsBusy() {
    try (LocalNode node =
        node(
            Map.of(
                "PASSERBY_PROOF_OF_WORK", "adaptive",
                "PASSERBY_PROOF_NUMBER", "1000",
                "PASSERBY_PROOF_FREE_PER_ADDRESS", "1"))) {
      SessionClient client = SessionClient.on(node.port());
      assertEquals(201, client.create(ADULT).statusCode());
      List<String> easy =
          List.of(1, 2, 3, 4).stream()
              .map(i -> solve(SessionClient.json(client.create(ADULT))))
              .toList();
      for (String proof : easy.subList(0, 3)) {
        assertEquals(201, client.create(with(proof)).statusCode());
      }
      JsonNode more = SessionClient.json(client.create(with(easy.get(3))));
      assertEquals("proof-not-taken", more.path("code").asText());
      assertEquals(4_000, more.path("challenge").path("maxnumber").asInt());
      assertEquals(201, client.create(with(solve(more))).statusCode());
    }
  }

  private static LocalNode node(Map<String, String> settings) {
    return LocalNode.start(redis.endpoint(), settings);
  }

  private static LocalNode on(String setting, String value) {
    return node(
        Map.of("PASSERBY_PROOF_OF_WORK", "on", "PASSERBY_PROOF_NUMBER", "1000", setting, value));
  }

  private static String code(SessionClient client, String body) {
    return SessionClient.json(client.create(body)).path("code").asText();
  }

  private static String solve(JsonNode refusal) {
    return Solver.solve(new JsonObject(refusal.path("challenge").toString()));
  }

  private static String with(String altcha) {
    return new JsonObject().put("adult", true).put("altcha", altcha).encode();
  }
}
