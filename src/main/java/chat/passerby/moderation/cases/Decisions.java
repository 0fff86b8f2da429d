package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportFacts;
import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.cases.TakeDecisionsScript.Due;
import chat.passerby.moderation.records.Grounding;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.ReportId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decisions on cases. One is written down first, in one step that only one moderator can make. When
 * the time to take it back is over, whichever node sees it first carries it out: makes the
 * sanction, under the decision's id, then tells the audit, then ends the case. Each step may be
 * made twice and counts once, so that another node can take over at any point. Bound to the event
 * loop of its link.
 */
public final class Decisions {
  /** After how long another node carries out what a node has taken. */
  static final Duration LEASE = Duration.ofSeconds(15);

  private static final int BATCH = 32;

  /** Hears of each decision that was carried out, once at most. */
  public interface Sampling {
    /** Takes no samples. */
    Sampling NONE = (about, by, verdict) -> Future.succeededFuture();

    Future<Void> settled(CaseId about, String by, String verdict);
  }

  /** What came of taking a decision back. */
  public enum Undone {
    /** The case is open again, now or by an earlier call. */
    DONE,
    /** It is in effect, or about to be. */
    OVER,
    /** Somebody else made it. */
    OWN,
    /** There is no such decision. */
    ABSENT
  }

  private final MakeDecisionScript make;
  private final UndoDecisionScript undo;
  private final TakeDecisionsScript take;
  private final SettleDecisionScript settle;
  private final CaseReader reader;
  private final Function<CaseId, Future<Void>> keeper;
  private final Cases.Precaution precaution;
  private final Sanctions sanctions;
  private final Sampling sampling;
  private final Audit audit;
  private final Duration window;
  private final Faults faults;

  /**
   * @param link to the Redis of reports
   * @param keeper keeps the evidence of a case on which a sanction was made
   * @param precaution what ends with a decision
   * @param sampling picks decisions for a second look
   * @param window how long a decision can be taken back
   */
  public Decisions(
      RedisLink link,
      Sanctions sanctions,
      Function<CaseId, Future<Void>> keeper,
      Cases.Precaution precaution,
      Sampling sampling,
      Audit audit,
      Duration window,
      Faults faults) {
    this(link, sanctions, keeper, precaution, sampling, audit, window, LEASE, faults);
  }

  Decisions(
      RedisLink link,
      Sanctions sanctions,
      Function<CaseId, Future<Void>> keeper,
      Cases.Precaution precaution,
      Sampling sampling,
      Audit audit,
      Duration window,
      Duration lease,
      Faults faults) {
    ScriptRunner runner = new ScriptRunner(link);
    this.make = new MakeDecisionScript(runner, window);
    this.undo = new UndoDecisionScript(runner, Cases.CLAIM);
    this.take = new TakeDecisionsScript(runner, lease);
    this.settle = new SettleDecisionScript(runner);
    this.reader = new CaseReader(link, faults);
    this.sanctions = sanctions;
    this.keeper = keeper;
    this.precaution = precaution;
    this.sampling = sampling;
    this.audit = audit;
    this.window = window;
    this.faults = faults;
  }

  /** How long a decision can be taken back. */
  public Duration window() {
    return window;
  }

  /**
   * Decides on a case. The same decision of the same moderator once more is answered as the first,
   * so that one whose answer was lost may be made again.
   */
  public Future<Made> make(CaseId about, String by, Ruling ruling) {
    return make(about, by, ruling, false);
  }

  /**
   * The same.
   *
   * @param pictures whether the case has any
   */
  public Future<Made> make(CaseId about, String by, Ruling ruling, boolean pictures) {
    DecisionId id = DecisionId.random();
    return audit
        .append(
            by,
            AuditAction.DECISION_MADE,
            about.value(),
            Map.of(
                "decision", id.value(),
                "outcome", ruling.outcome().wireName(),
                "measure", ruling.measure().map(its -> its.kind().wireName()).orElse(""),
                "reason", ruling.reason().map(its -> its.wireName()).orElse("")))
        .compose(written -> make.run(about, id, by, ruling, pictures))
        .compose(made -> window.isZero() ? carryOutNow().map(made) : Future.succeededFuture(made));
  }

  /** What fails here is carried out by the next round, on some node. */
  private Future<Void> carryOutNow() {
    return carryOut()
        .<Void>mapEmpty()
        .recover(
            e -> {
              faults.report(Part.NODE, "A decision was not carried out at once.", e);
              return Future.succeededFuture();
            });
  }

  /**
   * Takes a decision back.
   *
   * @param mayAll whether it may be somebody else's
   */
  public Future<Undone> undo(DecisionId id, String by, boolean mayAll) {
    return audit
        .append(by, AuditAction.DECISION_UNDONE, id.value(), Map.of())
        .compose(written -> undo.run(id, mayAll ? Optional.empty() : Optional.of(by)));
  }

  /**
   * Carries out decisions whose time has come.
   *
   * @return how many were taken
   */
  public Future<Integer> carryOut() {
    return take.run(BATCH)
        .compose(
            all -> Future.join(all.stream().map(this::carryOut).toList()).map(done -> all.size()));
  }

  private Future<Void> carryOut(Due due) {
    Optional<Ruling> ruling = PackedReader.read(Written.CASE, due.packed(), Ruling::unpack, faults);
    if (ruling.isEmpty()) {
      // Another build made it, and will read it.
      return Future.succeededFuture();
    }
    return reader
        .facts(due.about())
        .compose(
            facts ->
                impose(
                        ruling
                            .get()
                            .order(due.id(), due.about(), due.by(), CaseReader.grounds(facts)))
                    .compose(
                        imposed ->
                            imposed
                                ? holdFor(due, ruling.get())
                                    .compose(held -> precaution.end(due.about()))
                                    .compose(ended -> settle(due, ruling.get(), facts))
                                : Future.succeededFuture()));
  }

  /** What a sanction was made for is kept as long as somebody may appeal against it. */
  private Future<Void> holdFor(Due due, Ruling ruling) {
    return ruling.measure().isPresent() ? keeper.apply(due.about()) : Future.succeededFuture();
  }

  /** False when there is no room for the sanction: then it is tried again. */
  private Future<Boolean> impose(Optional<Order> order) {
    if (order.isEmpty()) {
      return Future.succeededFuture(true);
    }
    Order its = order.get();
    return audit
        .append(its.actor(), AuditAction.SANCTION_MADE, its.id().value(), Grounding.audited(its))
        .compose(written -> sanctions.impose(its))
        .map(
            imposed -> {
              if (imposed == Sanctions.Imposed.FULL) {
                faults.report(
                    Part.NODE,
                    "A decision waits, since as many sanctions are in effect as may be.",
                    null);
                return false;
              }
              return true;
            });
  }

  private Future<Void> settle(Due due, Ruling ruling, Map<ReportId, ReportFacts> facts) {
    return settle
        .run(due, ruling.reason(), facts)
        .compose(
            settled ->
                settled
                    ? sampling.settled(due.about(), due.by(), ruling.verdict())
                    : Future.succeededFuture());
  }
}
