package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Writes a sanction down and tells all nodes, once for each id. */
final class ImposeSanctionScript {
  private static final Script SCRIPT = Script.load("impose_sanction");

  /** How long a sanction is kept at least: six months to appeal, and one to decide on that. */
  static final Duration MEMORY = Duration.ofDays(214);

  /** How many may be in effect, which bounds what each node holds. */
  static final int MOST = 100_000;

  private final ScriptRunner runner;
  private final AppealTokens tokens;
  private final int most;

  ImposeSanctionScript(ScriptRunner runner, AppealTokens tokens, int most) {
    this.runner = runner;
    this.tokens = tokens;
    this.most = most;
  }

  /** What came of it. */
  enum Outcome {
    IMPOSED,
    /** An earlier call has made it. */
    KNOWN,
    /** As many are in effect as may be. */
    FULL
  }

  /** Makes a sanction. */
  Future<Outcome> run(Order order) {
    return run(
        order.id(),
        order.needsSecond(),
        order.span().orElse(Order.MAX_SPAN),
        order.span().isEmpty(),
        new SanctionCodec.Packed(order.kind(), order.subjects(), order.reason()),
        SanctionCodec.pack(
            new SanctionCodec.Statement(order.statement(), order.evidence(), order.grounds())),
        order.actor(),
        "sanction:"
            + order.kind().wireName()
            + ":"
            + order.reason().wireName()
            + (order.byMachine() ? ":machine" : ":person"));
  }

  /** Makes a sanction that Redis has lost once more. Who made it and why is lost. */
  Future<Outcome> again(Active active, Duration left) {
    return run(
        active.id(),
        false,
        left,
        active.endless(),
        new SanctionCodec.Packed(active.kind(), active.subjects(), active.reason()),
        SanctionCodec.pack(new SanctionCodec.Statement("", Optional.empty(), Optional.empty())),
        "",
        "");
  }

  private Future<Outcome> run(
      SanctionId id,
      boolean pending,
      Duration span,
      boolean endless,
      SanctionCodec.Packed packed,
      Buffer record,
      String actor,
      String counted) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                SanctionKeys.HEAD,
                SanctionKeys.CHANGES,
                SanctionKeys.ACTIVE,
                SanctionKeys.STALE,
                SanctionKeys.LISTED,
                SanctionKeys.KEPT,
                SanctionKeys.one(id),
                SanctionKeys.code(tokens.hash(id))));
    packed.subjects().forEach(subject -> keys.add(SanctionKeys.of(subject)));
    List<Object> args =
        List.of(
            SanctionKeys.CHANNEL,
            id.value(),
            pending ? "pending" : "active",
            span.toMillis(),
            endless ? "1" : "",
            SanctionCodec.pack(packed),
            record,
            actor,
            MEMORY.toMillis(),
            most,
            incarnation(),
            SanctionKeys.MONTH,
            counted);
    return runner
        .run(SCRIPT, keys, args)
        .map(reply -> Outcome.valueOf(reply.toString().toUpperCase(Locale.ROOT)));
  }

  /** A name for the data of a Redis that has none yet. */
  static String incarnation() {
    return UUID.randomUUID().toString();
  }
}
