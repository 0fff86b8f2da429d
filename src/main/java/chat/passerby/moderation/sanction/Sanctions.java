package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Sanctions as moderators make and end them. Each call is one atomic step in Redis, holds on all
 * nodes as soon as they have heard of it, and may be made again when its answer was lost. All fail
 * while Redis is away. Bound to the event loop of its link.
 */
public final class Sanctions {
  private final ImposeSanctionScript impose;
  private final ConfirmSanctionScript confirm;
  private final LiftSanctionScript lift;
  private final ListSanctionsScript list;
  private final ListAppealsScript appeals;
  private final Consumer<SanctionKind> counted;

  /** Sanctions that nobody counts. */
  public Sanctions(ScriptRunner runner, AppealTokens tokens, Faults faults) {
    this(runner, tokens, kind -> {}, faults);
  }

  /**
   * @param counted is told of each that is made
   */
  public Sanctions(
      ScriptRunner runner, AppealTokens tokens, Consumer<SanctionKind> counted, Faults faults) {
    this.counted = counted;
    this.impose = new ImposeSanctionScript(runner, tokens, ImposeSanctionScript.MOST);
    this.confirm = new ConfirmSanctionScript(runner);
    this.lift = new LiftSanctionScript(runner);
    this.list = new ListSanctionsScript(runner, faults);
    this.appeals = new ListAppealsScript(runner);
  }

  /** What came of an order. */
  public enum Imposed {
    /** It is in effect. */
    IN_EFFECT,
    /** It waits for a second moderator. */
    PENDING,
    /** As many sanctions are in effect as may be: lift some first. */
    FULL
  }

  /** Makes a sanction, unless one of that id was made before. */
  public Future<Imposed> impose(Order order) {
    return impose
        .run(order)
        .onSuccess(
            outcome -> {
              if (outcome == ImposeSanctionScript.Outcome.IMPOSED) {
                counted.accept(order.kind());
              }
            })
        .map(
            outcome ->
                outcome == ImposeSanctionScript.Outcome.FULL
                    ? Imposed.FULL
                    : order.needsSecond() ? Imposed.PENDING : Imposed.IN_EFFECT);
  }

  /** Puts a pending sanction into effect. */
  public Future<Change> confirm(SanctionId sanction, String by) {
    return confirm.run(sanction, by);
  }

  /**
   * Ends a sanction before its time, pending or in effect.
   *
   * @param why up to 500 characters
   */
  public Future<Change> lift(SanctionId sanction, String why, String by) {
    return lift.run(sanction, by, why);
  }

  /**
   * Reads sanctions of every state, the newest first.
   *
   * @param after the version of the last one of the page before
   */
  public Future<List<Sanction>> list(int limit, OptionalLong after) {
    return list.run(SanctionKeys.LISTED, after, limit);
  }

  /** One sanction, of whatever state; its version is not told. */
  public Future<Optional<Sanction>> one(SanctionId sanction) {
    return list.one(sanction);
  }

  /** Whether an appeal against a sanction is still to be decided. */
  public Future<Boolean> isAppealed(SanctionId sanction) {
    return appeals
        .one(sanction)
        .map(appeal -> appeal.filter(its -> its.state() == Appeal.State.OPEN).isPresent());
  }

  /**
   * Has every node read all sanctions anew, and write down again those it knows and Redis does not:
   * for after a restore.
   */
  public static Future<Void> readAnew(RedisLink link) {
    return link.send(Request.cmd(Command.EXISTS).arg(SanctionKeys.HEAD))
        .compose(
            there ->
                Replies.yes(there)
                    ? link.send(
                            Request.cmd(Command.HSET)
                                .arg(SanctionKeys.HEAD)
                                .arg("incarnation")
                                .arg(ImposeSanctionScript.incarnation()))
                        .mapEmpty()
                    : Future.succeededFuture());
  }

  /** The last sanctions of a subject, of every state, the newest first; at most 100 are kept. */
  public Future<List<Sanction>> of(Subject subject, int limit) {
    return list.run(SanctionKeys.of(subject), OptionalLong.empty(), limit);
  }
}
