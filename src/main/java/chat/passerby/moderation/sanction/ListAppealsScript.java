package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.WireNamed;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads appeals, the oldest first. */
final class ListAppealsScript {
  private static final Script SCRIPT = Script.load("list_appeals");
  private static final Map<String, Appeal.State> STATES = WireNamed.index(Appeal.State.class);

  private final ScriptRunner runner;

  ListAppealsScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Reads a page.
   *
   * @param open whether those that nobody has decided on yet, or the others
   * @param after the number of the last one that was read; 0 for the first page
   */
  Future<List<Appeal>> run(boolean open, long after, int limit) {
    return runner
        .run(
            SCRIPT,
            List.of(open ? SanctionKeys.APPEALS_OPEN : SanctionKeys.APPEALS_DECIDED),
            List.of(after, limit, SanctionKeys.APPEAL, ""))
        .map(reply -> reply.stream().map(ListAppealsScript::appeal).toList());
  }

  /** Reads the appeal against one sanction; its number is not told. */
  Future<Optional<Appeal>> one(SanctionId sanction) {
    return runner
        .run(
            SCRIPT,
            List.of(SanctionKeys.APPEALS_OPEN),
            List.of(0, 1, SanctionKeys.APPEAL, sanction.value()))
        .map(reply -> reply.stream().map(ListAppealsScript::appeal).findFirst());
  }

  private static Appeal appeal(Response one) {
    return new Appeal(
        new SanctionId(one.get(0).toString()),
        Replies.number(one.get(1)),
        state(one.get(2).toString()),
        one.get(3).toString(),
        Instant.ofEpochMilli(Replies.number(one.get(4))),
        text(one.get(5)),
        text(one.get(6)));
  }

  private static Appeal.State state(String name) {
    return Objects.requireNonNull(STATES.get(name), "An appeal has an unknown state.");
  }

  private static Optional<String> text(Response value) {
    return Optional.of(value.toString()).filter(text -> !text.isEmpty());
  }
}
