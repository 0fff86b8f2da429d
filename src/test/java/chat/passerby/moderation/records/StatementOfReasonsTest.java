package chat.passerby.moderation.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementOfReasonsTest {
  private static final Instant START = Instant.parse("2026-11-28T21:00:00Z");
  private static final Instant END = Instant.parse("2026-12-05T21:00:00Z");
  private static final Instant REPORTED = Instant.parse("2026-11-27T23:59:00Z");
  private static final Optional<Order.Grounds> PEOPLE =
      Optional.of(new Order.Grounds(REPORTED, true, false));

  /** The categories of the database since July 2025, as far as they can be meant here. */
  private static final Set<String> CATEGORIES =
      Set.of(
          "STATEMENT_CATEGORY_CYBER_VIOLENCE",
          "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
          "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
          "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
          "STATEMENT_CATEGORY_SELF_HARM",
          "STATEMENT_CATEGORY_VIOLENCE");

  @Test
  void ban_ofSomebodyWhomPeopleHaveReported_hasEveryFieldThatIsNeeded() {
    JsonObject statement =
        submitted(sanction("b1", SanctionKind.BAN, Reason.SPAM, "mia", Optional.of(END), PEOPLE));
    assertEquals(
        new JsonObject(
            """
            {
              "decision_provision": "DECISION_PROVISION_TOTAL_SUSPENSION",
              "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
              "incompatible_content_ground": "Rules of this site: spam",
              "incompatible_content_explanation": "You sold things.",
              "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
              "category_specification": ["KEYWORD_OTHER"],
              "category_specification_other": "Advertising or a scam",
              "content_type": ["CONTENT_TYPE_OTHER"],
              "content_type_other": "A live chat of two people by text, voice or video",
              "content_date": "2026-11-27",
              "application_date": "2026-11-28",
              "end_date_service_restriction": "2026-12-05",
              "decision_facts": "People who met this visitor in a chat reported them. A moderator decided.",
              "source_type": "SOURCE_TYPE_OTHER_NOTIFICATION",
              "automated_detection": "No",
              "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
              "puid": "b1"
            }
            """),
        statement);
  }

  @Test
  void warning_restrictsNothing_soItHasNoStatement() {
    assertTrue(
        StatementOfReasons.of(
                sanction("w", SanctionKind.WARNING, Reason.SPAM, "mia", Optional.of(END), PEOPLE))
            .isEmpty());
  }

  @Test
  void precaution_isDecidedByMachine_andARuleIsFoundByOne() {
    JsonObject statement =
        submitted(
            sanction(
                "precaution~c1",
                SanctionKind.RESTRICT,
                Reason.NUDITY,
                "system",
                Optional.of(END),
                Optional.of(new Order.Grounds(REPORTED, true, true))));
    assertEquals("Yes", statement.getString("automated_detection"));
    assertEquals("AUTOMATED_DECISION_FULLY", statement.getString("automated_decision"));
    assertEquals(
        "DECISION_PROVISION_PARTIAL_SUSPENSION", statement.getString("decision_provision"));
    assertTrue(statement.getString("puid").matches("[a-zA-Z0-9-_]+"));
  }

  @Test
  void sanction_whoseReportersAreNotOnRecord_isNotSaidToRestOnNoReport() {
    JsonObject statement =
        submitted(
            sanction(
                "b3", SanctionKind.BAN, Reason.SPAM, "mia", Optional.of(END), Optional.empty()));
    assertEquals("SOURCE_TYPE_OTHER_NOTIFICATION", statement.getString("source_type"));
    assertEquals(
        "Reports of this visitor led to this; who filed them is not on record. A moderator"
            + " decided.",
        statement.getString("decision_facts"));
  }

  @Test
  void sanction_whoseRecordWasLost_saysSo_andNothingOfHowItWasDecided() {
    StatementOfReasons statement =
        StatementOfReasons.of(
                withoutEvidence(
                    sanction(
                        "b4",
                        SanctionKind.BAN,
                        Reason.SPAM,
                        "",
                        Optional.of(END),
                        Optional.empty())))
            .orElseThrow();
    assertFalse(statement.isOnRecord());
    assertEquals(
        Map.of(
            "ground",
            "Rules of this site: spam",
            "facts",
            "The record of how this was decided was lost.",
            "category",
            "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
            "basis",
            "lost"),
        statement.told());
  }

  @Test
  void sanction_withoutReports_isVoluntary_andWithoutAnEndHasNone() {
    JsonObject statement =
        submitted(
            withoutEvidence(
                sanction(
                    "b2",
                    SanctionKind.MUTE_MEDIA,
                    Reason.VIOLENCE,
                    "mia",
                    Optional.empty(),
                    Optional.empty())));
    assertEquals(
        "No report of others led to this. A moderator decided.",
        statement.getString("decision_facts"));
    assertEquals("SOURCE_VOLUNTARY", statement.getString("source_type"));
    assertEquals("2026-11-28", statement.getString("content_date"));
    assertFalse(statement.containsKey("end_date_service_restriction"));
    assertEquals(
        List.of("CONTENT_TYPE_AUDIO", "CONTENT_TYPE_VIDEO"),
        statement.getJsonArray("content_type").getList());
    assertFalse(statement.containsKey("content_type_other"));
  }

  @Test
  void end_behindWhatTheDatabaseTakes_isLeftOut() {
    Instant late = Instant.parse("2038-01-02T00:00:00Z");
    assertFalse(
        StatementOfReasons.of(
                sanction("b", SanctionKind.BAN, Reason.SPAM, "mia", Optional.of(late), PEOPLE))
            .orElseThrow()
            .submission()
            .containsKey("end_date_service_restriction"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void reason_hasACategoryOfTheDatabase(Reason reason) {
    JsonObject statement =
        submitted(sanction("b", SanctionKind.BAN, reason, "mia", Optional.of(END), PEOPLE));
    assertTrue(CATEGORIES.contains(statement.getString("category")), statement::encode);
  }

  @Test
  void audit_andVisitor_areToldTheSameAsTheDatabase() {
    Sanction ban = sanction("b", SanctionKind.BAN, Reason.SPAM, "mia", Optional.of(END), PEOPLE);
    StatementOfReasons statement = StatementOfReasons.of(ban).orElseThrow();
    Map<String, String> audited =
        Grounding.audited(
            new Order(
                ban.id(),
                ban.kind(),
                ban.subjects(),
                ban.reason(),
                Optional.empty(),
                ban.actor(),
                ban.statement(),
                ban.evidence(),
                ban.grounds()));
    for (String field :
        List.of(
            "decision_provision",
            "decision_ground",
            "category",
            "source_type",
            "automated_detection",
            "automated_decision")) {
      assertEquals(statement.submission().get(field), audited.get(field), field);
    }
    assertEquals(statement.submission().get("source_type"), statement.told().get("source"));
    assertEquals(statement.submission().get("decision_facts"), statement.told().get("facts"));
    assertFalse(audited.containsValue("You sold things."));
  }

  private static JsonObject submitted(Sanction its) {
    return new JsonObject(
        new JsonObject(StatementOfReasons.of(its).orElseThrow().submission()).encode());
  }

  private static Sanction withoutEvidence(Sanction its) {
    return new Sanction(
        its.id(),
        its.kind(),
        its.subjects(),
        its.reason(),
        its.state(),
        its.start(),
        its.end(),
        its.actor(),
        its.statement(),
        Optional.empty(),
        its.grounds(),
        its.confirmedBy(),
        its.lifting(),
        its.version());
  }

  private static Sanction sanction(
      String id,
      SanctionKind kind,
      Reason reason,
      String actor,
      Optional<Instant> end,
      Optional<Order.Grounds> grounds) {
    return new Sanction(
        new SanctionId(id),
        kind,
        List.of(Subject.of(new DeviceId("ben"))),
        reason,
        State.ACTIVE,
        START,
        end,
        actor,
        "You sold things.",
        Optional.of("c1"),
        grounds,
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
