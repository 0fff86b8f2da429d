package chat.passerby.moderation.http;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.StaffNode;
import chat.passerby.gateway.SessionClient;
import chat.passerby.moderation.Circumstances;
import chat.passerby.moderation.ModerationSettings;
import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.ReportMeters;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.spam.RuleHitsFixture;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.protocol.ApiDocument;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about words as moderators see them. */
class RuleEndpointsTest {
  private static final ApiDocument API = new ApiDocument("moderation.yaml", VersionFlag.V202012);
  private static final Instant NOW = new SystemClock().instant();
  private static final String RULES =
      """
      [telegram]
      state = shadow
      words = telegram
      in = first
      languages = tr
      explanation = Please stay here.
      [bets]
      words = bets
      explanation = No adverts please.
      """;

  private static RealRedis redis;
  private static StaffNode node;
  private static Path file;
  private static String sue;
  private static String mia;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    file = Files.writeString(data.resolve("rules.txt"), RULES);
    redis = RealRedis.start(data);
    node =
        StaffNode.start(
            redis.endpoint(),
            Map.of("PASSERBY_WORD_RULES", file.toString(), "PASSERBY_UNDO", "PT0S"));
    sue = node.token("sue", StaffRole.SENIOR);
    mia = node.token("mia", StaffRole.MODERATOR);
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void rules_areListedWithTheirStateAndHits_andFileWithAMistakeSaysWhere() throws IOException {
    RuleHitsFixture.hit("telegram", 3, redis.link());
    RuleHitsFixture.hit("telegram", 2, redis.link());
    JsonNode rules = rules();
    assertEquals("telegram", rules.at("/items/0/rule").asText());
    assertEquals("shadow", rules.at("/items/0/state").asText());
    assertEquals(5, rules.at("/items/0/shadowed").asInt());
    assertEquals("draft", rules.at("/items/1/state").asText());
    assertEquals(0, rules.at("/items/1/held").asInt());
    assertEquals(403, node.send("GET", "/rules", "", mia).statusCode());

    Files.writeString(file, RULES + "states = live\n");
    assertTrue(rules().at("/problems/0").asText().startsWith("line 10: "));
    assertEquals(0, rules().path("items").size());
    Files.writeString(file, RULES);
  }

  @Test
  void rule_isHeldAgainstTheEvidenceOfCases() {
    String upheld = file("ben", "find me on T E L E G R A M");
    String dismissed = file("dora", "telegram?");
    String open = file("eva", "telegram, now");
    file("finn", "hello");
    String ban =
        "{\"outcome\":\"actioned\",\"reason\":\"spam\","
            + "\"sanction\":{\"kind\":\"ban\",\"minutes\":60,\"subjects\":[\"device\"]}}";
    decide(upheld, ban);
    decide(dismissed, "{\"outcome\":\"dismissed\"}");
    Eventually.await("all are ranked", () -> !redis.exists(ReportKeys.UNRANKED));

    JsonNode seen = SessionClient.json(node.send("GET", "/rules/telegram/examples", "", sue));
    assertEquals(Set.of(), API.faults("/components/schemas/RuleExamples", seen), seen::toString);
    assertEquals("telegram, now", seen.at("/examples/0/text").asText());
    assertEquals(open, seen.at("/examples/0/case").asText());
    assertEquals(1, seen.path("examples").size());
    assertEquals(1, seen.path("openCases").asInt());
    assertEquals(1, seen.path("right").asInt());
    assertEquals(2, seen.path("decided").asInt());
    String last = node.send("GET", "/audit?limit=2", "", sue).body().lines().findFirst().orElse("");
    assertTrue(last.contains("rule-examples-read"), last);
    assertEquals(404, node.send("GET", "/rules/none/examples", "", sue).statusCode());
    assertEquals(403, node.send("GET", "/rules/telegram/examples", "", mia).statusCode());
  }

  private static JsonNode rules() {
    JsonNode rules = node.get("/rules", sue);
    assertEquals(Set.of(), API.faults("/components/schemas/Rules", rules), rules::toString);
    return rules;
  }

  private static void decide(String its, String ruling) {
    assertEquals(200, node.send("POST", "/cases/" + its + "/decision", ruling, mia).statusCode());
    Eventually.await(
        "it is in effect",
        () -> "decided".equals(node.get("/cases/" + its, mia).path("state").asText()));
  }

  /** Files a report about what somebody has written, and returns its case. */
  private static String file(String about, String text) {
    AddressTag here = new AddressTag("key.here");
    ReportDesk desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
    Report report =
        new Report(
            RoomId.random(),
            NOW,
            new Party(new SessionId("anna-session"), new DeviceId("anna")),
            new Party(new SessionId(about + "-session"), new DeviceId(about)),
            Reason.SPAM,
            Optional.empty(),
            Optional.empty(),
            List.of(new Utterance(NOW, false, "bets"), new Utterance(NOW, true, text)));
    ReportDesk.Taken taken =
        (ReportDesk.Taken) get(desk.file(report, here, Circumstances.at(here)));
    return node.get("/search?for=" + taken.report().value(), mia).at("/cases/0").asText();
  }
}
