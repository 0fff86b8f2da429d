package chat.passerby.moderation.audit;

import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Appends entries to the chain in one step, so that it never forks. */
final class AppendAuditScript {
  static final String ENTRIES = "passerby:{audit}:entries";
  static final String HEAD = "passerby:{audit}:head";

  private static final Script SCRIPT = Script.load("append_audit");

  private final ScriptRunner runner;

  AppendAuditScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /** An entry with its place in the chain. */
  record Chained(Buffer entry, ChainMac mac) {}

  /**
   * What came of it.
   *
   * @param appended false when the chain has another head
   * @param head the head now
   */
  record Outcome(boolean appended, AuditHead head) {}

  /**
   * Appends entries behind a head.
   *
   * @param entries at least one, numbered from the head's number on
   */
  Future<Outcome> run(AuditHead head, List<Chained> entries) {
    List<Object> args = new ArrayList<>();
    args.add(head.toString());
    args.add(head.number() + 1);
    for (Chained each : entries) {
      args.add(each.entry());
      args.add(each.mac().hex());
    }
    return runner
        .run(SCRIPT, List.of(ENTRIES, HEAD), args)
        .map(
            reply ->
                new Outcome(
                    reply.get(0).toString().equals("appended"),
                    AuditHead.parse(reply.get(1).toString())));
  }
}
