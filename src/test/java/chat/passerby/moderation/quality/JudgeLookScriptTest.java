package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Made;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.time.SystemClock;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeLookScriptTest extends LookFixture {
  private static final DecisionId FIRST = new DecisionId("d1");
  private final JudgeLookScript script;

  JudgeLookScriptTest(@TempDir Path data) {
    super(data);
    script = new JudgeLookScript(redis.runner());
  }

  @Test
  void verdict_isWrittenDownOnce_andItsAnswerIsTheSameOnceMore() {
    CaseId look = claimed();
    Made.Done made = assertInstanceOf(Made.Done.class, judge(look, "tom", "spam", FIRST, MINUTE));
    assertEquals(FIRST, made.id());
    assertEquals(made, judge(look, "tom", "spam", new DecisionId("d2"), MINUTE));
    assertInstanceOf(Made.Over.class, judge(look, "tom", "nudity", FIRST, MINUTE));
    assertEquals(0, waiting());
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.JUDGED));
  }

  @Test
  void verdict_ofSomebodyWhoDoesNotHaveTheLook_isRefused() {
    assertInstanceOf(Made.Taken.class, judge(claimed(), "ada", "spam", FIRST, MINUTE));
    assertInstanceOf(Made.Taken.class, judge(new CaseId("x"), "ada", "spam", FIRST, MINUTE));
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.JUDGED));
  }

  @Test
  void verdict_isTakenBackInTime_andNotLater() {
    CaseId look = claimed();
    judge(look, "tom", "spam", FIRST, MINUTE);
    assertInstanceOf(Made.Absent.class, back(look));
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.JUDGED));
    assertEquals(1, waiting(), "somebody else is given it when this moderator never decides");
    double again =
        Double.parseDouble(redis.answer(Command.ZSCORE, ReportKeys.LOOKS, look.value()).toString());
    assertTrue(again > NOW.toEpochMilli(), "not while this one has it");
    assertInstanceOf(Made.Absent.class, back(look));
    judge(look, "tom", "nudity", FIRST, Duration.ZERO);
    assertInstanceOf(Made.Over.class, back(look));
  }

  @Test
  void verdict_thatWasTakenBackBefore_takesNoLaterOneBack() {
    CaseId look = claimed();
    judge(look, "tom", "spam", FIRST, MINUTE);
    back(look);
    judge(look, "tom", "nudity", new DecisionId("d2"), MINUTE);
    assertInstanceOf(Made.Over.class, back(look));
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.JUDGED));
  }

  @Test
  void goldenCase_takenBack_isNoSecondLook() {
    CaseId about = decided("ben", "mia", ban("ben"));
    get(new GoldenCases(redis.link(), new SystemClock()).keep(about, "mia", "spam", NOW));
    redis.ask(Command.DEL, ReportKeys.LOOKS);
    CaseId look = get(looks(0, 100).next("tom", false)).orElseThrow().id();
    judge(look, "tom", "spam", FIRST, MINUTE);
    assertInstanceOf(Made.Absent.class, back(look));
    assertEquals(0, waiting());
  }

  private CaseId claimed() {
    decided("ben", "mia", ban("ben"));
    return get(looks.next("tom", true)).orElseThrow().id();
  }

  private Made judge(CaseId look, String by, String verdict, DecisionId id, Duration undo) {
    return get(script.run(look, by, Optional.of(verdict), id, undo, SPAN));
  }

  private Made back(CaseId look) {
    return get(script.run(look, "tom", Optional.empty(), FIRST, MINUTE, SPAN));
  }
}
