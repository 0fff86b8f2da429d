package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ReportId;
import chat.passerby.protocol.ServerFrame.Outcome.Decision;
import chat.passerby.redis.RedisFixture;
import chat.passerby.time.MovableClock;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest extends RedisFixture {
  private static final DeviceId ANNA = new DeviceId("anna");
  private static final String KEY = ReportKeys.outcomes(ANNA);

  private final MovableClock clock = new MovableClock();
  private final Outcomes outcomes;

  OutcomesTest(@TempDir Path data) {
    super(data);
    outcomes = new Outcomes(redis.link(), clock);
  }

  @Test
  void outcomes_areDueWithTheirBatch_andForgottenOnceTold() {
    long now = clock.instant().toEpochMilli();
    redis.ask(Command.RPUSH, KEY, "actioned:a:" + now, "dismissed:b:" + now);
    redis.ask(Command.RPUSH, KEY, "actioned:c:" + (now + 1_000));
    List<Outcomes.Due> due = get(outcomes.due(ANNA));
    assertEquals(
        List.of(
            new Outcomes.Due(new ReportId("a"), Decision.ACTIONED, "actioned:a:" + now),
            new Outcomes.Due(new ReportId("b"), Decision.DISMISSED, "dismissed:b:" + now)),
        due);
    assertEquals(due, get(outcomes.due(ANNA)), "nobody was told");
    get(outcomes.told(ANNA, due));
    get(outcomes.told(ANNA, due));
    assertEquals(1, redis.number(Command.LLEN, KEY));
    clock.advance(Duration.ofSeconds(1));
    assertEquals(1, get(outcomes.due(ANNA)).size());
  }

  /** The build before this one wrote no time, and another may write what nobody knows here. */
  @Test
  void outcome_ofAnotherBuild_isLeftAlone() {
    redis.ask(Command.RPUSH, KEY, "actioned:a", "overturned:b:1");
    assertEquals(List.of(), get(outcomes.due(ANNA)));
  }
}
