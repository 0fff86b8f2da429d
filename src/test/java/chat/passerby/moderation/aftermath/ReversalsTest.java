package chat.passerby.moderation.aftermath;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.OverturnedSanctions;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reported somebody wrongly weighs less, once the appeal has shown it. */
class ReversalsTest extends CaseFixture {
  private final OverturnedSanctions overturned;
  private final Appeals appeals;
  private final Reversals reversals;

  ReversalsTest(@TempDir Path data) {
    super(data);
    overturned = new OverturnedSanctions(redis.link());
    appeals = new Appeals(redis.link(), redis.runner(), new AppealTokens(SECRET), false, FAULTS);
    reversals = new Reversals(redis.link(), overturned, sanctions, FAULTS);
  }

  @Test
  void appeal_overturned_lowersTheWeightOfAllWhoReported() {
    SanctionId sanction = banned("ben", "anna", "cleo");
    assertEquals("u", record("anna"));
    get(appeals.file(sanction, "It was not me."));
    get(appeals.decide(sanction, true, "Indeed.", "tom"));
    assertEquals(List.of(sanction), get(overturned.some(10)));
    get(reversals.run());
    assertEquals("d", record("anna"));
    assertEquals("d", record("cleo"));
    assertEquals(List.of(), get(overturned.some(10)));
    get(appeals.decide(sanction, true, "Indeed.", "tom"));
    get(reversals.run());
    assertEquals("d", record("anna"), "told once more");
  }

  @Test
  void appeal_upheld_changesNothing() {
    SanctionId sanction = banned("ben", "anna");
    get(appeals.file(sanction, "It was not me."));
    get(appeals.decide(sanction, false, "It was.", "tom"));
    get(reversals.run());
    assertEquals("u", record("anna"));
  }

  /** Such a sanction names its evidence in a moderator's words, perhaps a case. */
  @Test
  void sanction_thatNoCaseWasDecidedWith_correctsNobody() {
    CaseId open = caseOf(file("anna", "ben", Reason.SPAM));
    SanctionId decided = banned("dora", "anna");
    CaseId its = new CaseId(get(sanctions.one(decided)).orElseThrow().evidence().orElseThrow());
    for (String evidence : List.of("a letter", open.value(), its.value())) {
      SanctionId sanction = SanctionId.random();
      get(
          sanctions.impose(
              new Order(
                  sanction,
                  SanctionKind.BAN,
                  List.of(Subject.of(new DeviceId("ben"))),
                  Reason.SPAM,
                  Optional.of(MINUTE),
                  "mia",
                  "",
                  Optional.of(evidence))));
      get(appeals.file(sanction, "It was not me."));
      get(appeals.decide(sanction, true, "Indeed.", "tom"));
    }
    get(reversals.run());
    assertEquals(List.of(), get(overturned.some(10)));
    assertEquals("u", record("anna"));
  }

  private SanctionId banned(String about, String... reporters) {
    CaseId its = new CaseId("none");
    for (String reporter : reporters) {
      its = caseOf(file(reporter, about, Reason.SPAM));
    }
    get(decisions(Duration.ZERO).make(its, "mia", ban(about)));
    return new SanctionId(field(its, "decision"));
  }
}
