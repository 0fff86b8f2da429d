package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Eventually;
import chat.passerby.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is banned is heard, on whichever node. */
class AppealTest extends SanctionFixture {
  private static final AppealTokens TOKENS = new AppealTokens(Secret.of(LocalNode.JWT_SECRET));

  @Test
  void appeal_byTheTokenOfTheBan_isTakenAndAnswered() {
    Person person = Person.on(near);
    SanctionId ban = decide(SanctionKind.BAN, person.asDevice());
    HttpResponse<String> refusal =
        awaitStatus(403, () -> SessionClient.on(near.port()).create(person.body()));
    String token = SessionClient.json(refusal).path("appeal").asText();
    JsonNode before = SessionClient.json(look(near, token));
    assertEquals("none", before.path("state").asText());
    assertEquals("ban", before.path("kind").asText());
    assertEquals("spam", before.path("reason").asText());
    assertEquals("SOURCE_VOLUNTARY", before.path("reasons").path("source").asText());
    assertEquals(
        "No report of others led to this. A moderator decided.",
        before.path("reasons").path("facts").asText());

    HttpResponse<String> taken = file(near, token, "It was not me. \ud83d\ude4f");
    assertEquals(201, taken.statusCode(), taken::body);
    assertEquals("{\"state\":\"open\"}", taken.body());
    assertEquals(201, file(far, token, "It was not me. \ud83d\ude4f").statusCode());
    assertError(409, "appealed", file(far, token, "Really not."));
    JsonNode open = SessionClient.json(look(far, token));
    assertEquals("open", open.path("state").asText());
    assertEquals("It was not me. \ud83d\ude4f", open.path("text").asText());

    Eventually.get(appeals().decide(ban, true, "You were right.", "tom"));
    JsonNode decided = SessionClient.json(look(near, TOKENS.code(ban)));
    assertEquals("overturned", decided.path("state").asText());
    assertEquals("You were right.", decided.path("answer").asText());
    assertTrue(decided.path("lifted").asBoolean());
    awaitStatus(201, () -> SessionClient.on(near.port()).create(person.body()));
  }

  @Test
  void appeal_byTheCode_isTaken() {
    SanctionId ban = decide(SanctionKind.COOLDOWN, Person.on(near).asSession());
    String typed = TOKENS.code(ban).toLowerCase(Locale.ROOT).replace('-', ' ');
    assertEquals(201, file(far, typed, "Please.").statusCode());
  }

  @Test
  void appeal_againstWhatWasLifted_isGone() {
    SanctionId ban = decide(SanctionKind.BAN, Person.on(near).asSession());
    lift(ban);
    assertError(410, "lifted", file(near, TOKENS.token(ban), "Please."));
  }

  @Test
  void token_thatIsNotOurs_findsNothing() {
    SanctionId ban = SanctionId.random();
    String forged = new AppealTokens(Secret.of("a secret of somebody else")).token(ban);
    for (String token : new String[] {forged, TOKENS.token(ban), TOKENS.code(ban), "x", "~"}) {
      assertError(404, "not-found", file(near, token, "Please."));
      assertError(404, "not-found", look(near, token));
    }
    assertError(404, "not-found", file(near, "", "Please."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{\"appeal\":\"x\"}",
        "{\"text\":\"x\"}",
        "{\"appeal\":1,\"text\":\"x\"}",
        "{\"appeal\":\"x\",\"text\":null}",
        "{\"appeal\":\"x\",\"text\":[]}",
        "{\"appeal\":\"x\",\"text\":\"x\",\"more\":1}",
        "{\"appeal\":\"x\",\"text\":\"x\",\"text\":\"y\"}",
        "{\"appeal\":\"x\",\"text\":\"\"}",
        "{\"appeal\":\"x\",\"text\":\" \\u200b\\n\"}",
        "{\"appeal\":\"x\",\"text\":\"half \\ud83d\"}",
        "{\"appeal\":\"x\",\"text\":\"x\"}{}"
      })
  void body_thatIsNoAppeal_is400(String body) {
    assertError(
        400, "bad-request", SessionClient.on(near.port()).send("POST", "/api/appeals", body));
  }

  @Test
  void text_ofTwoThousandCharacters_isTheLongest() {
    SanctionId ban = decide(SanctionKind.BAN, Person.on(near).asSession());
    String longest = "\ud83d\ude4f".repeat(2_000);
    assertError(400, "bad-request", file(near, TOKENS.token(ban), longest + "x"));
    assertEquals(201, file(near, TOKENS.token(ban), longest).statusCode());
    assertError(
        413,
        "too-large",
        SessionClient.on(near.port()).send("POST", "/api/appeals", " ".repeat(33_000)));
  }

  @Test
  void method_thatIsNotTaken_isSaid() {
    for (String path : new String[] {"/api/appeals", "/api/appeals/x"}) {
      assertError(
          405, "method-not-allowed", SessionClient.on(near.port()).send("DELETE", path, ""));
    }
  }

  @Test
  void address_thatTriesTooManyCodes_hasToWait() {
    try (LocalNode strict =
        LocalNode.start(redis.endpoint(), Map.of("PASSERBY_APPEALS_PER_ADDRESS", "2"))) {
      look(strict, "AAAAA-AAAAA");
      file(strict, "AAAAA-AAAAB", "Please.");
      HttpResponse<String> third = look(strict, "AAAAA-AAAAC");
      assertError(429, "rate-limited", third);
      assertTrue(third.headers().firstValue("Retry-After").isPresent());
    }
  }

  private static HttpResponse<String> file(LocalNode node, String appeal, String text) {
    String body = new JsonObject().put("appeal", appeal).put("text", text).encode();
    return SessionClient.on(node.port()).send("POST", "/api/appeals", body);
  }

  private static HttpResponse<String> look(LocalNode node, String token) {
    return SessionClient.on(node.port()).send("GET", "/api/appeals/" + token, "");
  }

  private static HttpResponse<String> awaitStatus(
      int status, Supplier<HttpResponse<String>> request) {
    var last = new AtomicReference<HttpResponse<String>>();
    Eventually.await(
        "it is answered " + status,
        () -> {
          last.set(request.get());
          return last.get().statusCode() == status;
        });
    return last.get();
  }

  private static void assertError(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, SessionClient.json(answer).path("code").asText());
  }
}
