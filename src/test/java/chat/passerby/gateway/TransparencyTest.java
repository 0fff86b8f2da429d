package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the public is told of moderation, month by month. */
class TransparencyTest extends SanctionFixture {
  private static final ApiDocument API = new ApiDocument("openapi.yaml", VersionFlag.V202012);

  @Test
  void counts_ofAMonth_areToldToEverybody() {
    Person person = Person.on(near);
    SanctionId cooldown = decide(SanctionKind.COOLDOWN, person.asDevice());
    Eventually.get(appeals().file(cooldown, "It was not me."));
    Eventually.get(appeals().decide(cooldown, true, "You were right.", "tom"));
    Eventually.await("an appeal", () -> month().path("appeals").path("overturned").asInt() == 1);
    HttpResponse<String> answer = SessionClient.on(far.port()).send("GET", "/api/transparency", "");
    assertEquals(200, answer.statusCode());
    assertEquals(Optional.of("max-age=60"), answer.headers().firstValue("Cache-Control"));
    JsonNode counts = SessionClient.json(answer);
    assertEquals(Set.of(), API.faults("/components/schemas/Transparency", counts));
    assertEquals(1, month().path("appeals").path("filed").asInt());
    assertEquals("cooldown", month().path("sanctions").get(0).path("kind").asText());
    assertEquals(
        200, SessionClient.on(near.port()).send("HEAD", "/api/transparency", "").statusCode());
    assertEquals(
        405, SessionClient.on(near.port()).send("POST", "/api/transparency", "").statusCode());
  }

  private static JsonNode month() {
    return SessionClient.json(SessionClient.on(near.port()).send("GET", "/api/transparency", ""))
        .path("months")
        .path(0);
  }
}
