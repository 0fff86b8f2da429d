package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.sanction.OverturnedSanctions;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Corrects what an overturned sanction rested on: those who reported were wrong after all, and
 * weigh less from then on. Each step may be made twice and counts once. Bound to the event loop of
 * its links.
 */
public final class Reversals {
  private static final int BATCH = 32;

  private final OverturnedSanctions overturned;
  private final Sanctions sanctions;
  private final CaseReader reader;
  private final ReverseDecisionScript reverse;

  /**
   * @param link to the Redis of reports
   */
  public Reversals(
      RedisLink link, OverturnedSanctions overturned, Sanctions sanctions, Faults faults) {
    this.overturned = overturned;
    this.sanctions = sanctions;
    this.reader = new CaseReader(link, faults);
    this.reverse = new ReverseDecisionScript(new ScriptRunner(link));
  }

  /** Corrects some of what is to be corrected. */
  public Future<Void> run() {
    return overturned
        .some(BATCH)
        .compose(some -> Future.join(some.stream().map(this::correct).toList()).mapEmpty());
  }

  private Future<Void> correct(SanctionId id) {
    return sanctions
        .one(id)
        .compose(
            sanction ->
                sanction
                    .flatMap(Sanction::evidence)
                    // A moderator may have named anything.
                    .filter(OpaqueText::isValid)
                    .map(its -> correct(new CaseId(its), new DecisionId(id.value())))
                    .orElseGet(() -> Future.succeededFuture(true)))
        .compose(done -> done ? overturned.done(id) : Future.succeededFuture());
  }

  /**
   * Corrects a case.
   *
   * @param decision of the same name as the sanction, if the sanction was decided on there
   */
  private Future<Boolean> correct(CaseId its, DecisionId decision) {
    return reader
        .facts(its)
        .compose(
            facts -> {
              Set<DeviceId> reporters =
                  facts.values().stream()
                      .map(each -> each.from().device())
                      .collect(Collectors.toSet());
              return reverse.run(its, decision, reporters);
            });
  }
}
