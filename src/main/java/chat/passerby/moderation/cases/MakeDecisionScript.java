package chat.passerby.moderation.cases;

import chat.passerby.moderation.Lifetimes;
import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides on a case, once. */
final class MakeDecisionScript {
  private static final Script SCRIPT = Script.load("make_decision");

  private final ScriptRunner runner;
  private final Duration undo;

  /**
   * @param undo within which time it can be taken back
   */
  MakeDecisionScript(ScriptRunner runner, Duration undo) {
    this.runner = runner;
    this.undo = undo;
  }

  /**
   * Decides.
   *
   * @param id of the decision, unless the same one was made before
   * @param pictures whether the case has any
   */
  Future<Made> run(CaseId about, DecisionId id, String by, Ruling ruling, boolean pictures) {
    List<String> keys =
        List.of(
            ReportKeys.of(about),
            ReportKeys.decision(id),
            ReportKeys.DECISIONS,
            ReportKeys.CASES,
            ReportKeys.QUEUE,
            ReportKeys.CLAIMED,
            ReportKeys.UNRANKED,
            ReportKeys.DECIDED,
            ReportKeys.facts(about),
            ReportKeys.AGES,
            ReportKeys.opened(about, by));
    List<Object> args =
        List.of(
            about.value(),
            id.value(),
            by,
            ruling.outcome().wireName(),
            ruling.pack(),
            undo.toMillis(),
            Lifetimes.USUAL.toMillis(),
            ReportKeys.DECISION,
            pictures ? "1" : "");
    return runner.run(SCRIPT, keys, args).map(MakeDecisionScript::made);
  }

  private static Made made(Response reply) {
    String value = reply.get(1).toString();
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "made" ->
          new Made.Done(new DecisionId(value), Instant.ofEpochMilli(Replies.number(reply.get(2))));
      case "over" -> new Made.Over(value);
      case "claimed" -> new Made.Taken(value);
      case "absent" -> new Made.Absent();
      default -> throw new IllegalStateException("The script answered " + kind);
    };
  }
}
