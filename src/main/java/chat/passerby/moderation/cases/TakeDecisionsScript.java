package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;

/** Takes decisions whose time has come. */
final class TakeDecisionsScript {
  private static final Script SCRIPT = Script.load("take_decisions");

  private final ScriptRunner runner;
  private final Duration lease;

  /**
   * @param lease after which another node takes what this one has not carried out
   */
  TakeDecisionsScript(ScriptRunner runner, Duration lease) {
    this.runner = runner;
    this.lease = lease;
  }

  /**
   * A decision to be carried out.
   *
   * @param subject whom the case is about
   */
  record Due(
      DecisionId id, CaseId about, String by, Outcome outcome, Buffer packed, DeviceId subject) {}

  Future<List<Due>> run(int limit) {
    List<Object> args = List.of(ReportKeys.DECISION, lease.toMillis(), limit, ReportKeys.CASE);
    return runner
        .run(SCRIPT, List.of(ReportKeys.DECISIONS), args)
        .map(reply -> reply.stream().map(TakeDecisionsScript::due).toList());
  }

  private static Due due(Response one) {
    return new Due(
        new DecisionId(one.get(0).toString()),
        new CaseId(one.get(1).toString()),
        one.get(2).toString(),
        Outcome.of(one.get(3).toString()),
        one.get(4).toBuffer(),
        new DeviceId(one.get(5).toString()));
  }
}
