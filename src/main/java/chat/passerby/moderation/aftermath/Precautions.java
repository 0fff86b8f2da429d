package chat.passerby.moderation.aftermath;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.moderation.cases.CaseReader;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.cases.Cases;
import chat.passerby.moderation.records.Grounding;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has somebody whom credible people have reported find partners in the restricted pool only, until
 * a moderator has decided. It is a sanction as others are: the visitor is told, may appeal, and
 * anybody who may lift sanctions can lift it. A case has one at most, so one that was lifted is not
 * made again. Bound to the event loop of its link.
 */
public final class Precautions implements Cases.Precaution {
  /** For how long, when nobody decides. */
  static final Duration SPAN = Duration.ofHours(24);

  private static final String STATEMENT =
      "Several people have reported this. It holds until a moderator has looked at it.";

  private final Sanctions sanctions;
  private final Audit audit;
  private final int enough;
  private final Faults faults;

  /**
   * @param enough how many credible reporters it takes; 0 for never
   */
  public Precautions(Sanctions sanctions, Audit audit, int enough, Faults faults) {
    this.sanctions = sanctions;
    this.audit = audit;
    this.enough = enough;
    this.faults = faults;
  }

  @Override
  public int enough() {
    return enough;
  }

  /** The same for a case each time, so that it is made once. */
  static SanctionId of(CaseId its) {
    return new SanctionId("precaution~" + its.value());
  }

  @Override
  public Future<Void> take(KeptCase its, Reason reason) {
    SanctionId id = of(its.id());
    return sanctions
        .one(id)
        .compose(known -> known.isPresent() ? Future.succeededFuture() : impose(id, its, reason));
  }

  private Future<Void> impose(SanctionId id, KeptCase its, Reason reason) {
    Order order =
        new Order(
            id,
            SanctionKind.RESTRICT,
            List.of(Subject.of(its.device()), Subject.of(its.session())),
            reason,
            Optional.of(SPAN),
            AuditEntry.SYSTEM,
            STATEMENT,
            Optional.of(its.id().value()),
            CaseReader.grounds(its.reports()));
    return audit
        .append(AuditEntry.SYSTEM, AuditAction.SANCTION_MADE, id.value(), Grounding.audited(order))
        .compose(written -> sanctions.impose(order))
        .map(
            imposed -> {
              if (imposed == Sanctions.Imposed.FULL) {
                faults.report(
                    Part.NODE,
                    "Somebody was not restricted, since as many sanctions are in effect as may be.",
                    null);
              }
              return null;
            });
  }

  @Override
  public Future<Void> end(CaseId its) {
    SanctionId id = of(its);
    return sanctions
        .one(id)
        .compose(
            known ->
                known.filter(each -> each.state() == Sanction.State.ACTIVE).isEmpty()
                    ? Future.succeededFuture()
                    : audit
                        .append(
                            AuditEntry.SYSTEM,
                            AuditAction.SANCTION_LIFTED,
                            id.value(),
                            Map.of("case", its.value()))
                        .compose(
                            written ->
                                sanctions.lift(id, "A moderator has decided.", AuditEntry.SYSTEM))
                        .mapEmpty());
  }
}
