package chat.passerby.moderation.cases;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseReader.KeptCase;
import chat.passerby.moderation.cases.ListedCase.CaseState;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cases that moderators decide on. A report joins its case when it is filed; where the case
 * then belongs among the others is worked out here, before anybody asks what is next. All fail
 * while Redis is away, and may be called again. Bound to the event loop of its link.
 */
public final class Cases {
  /** For how long a case is its claimant's alone. */
  static final Duration CLAIM = Duration.ofMinutes(10);

  /** For how long it is known that a moderator has opened a picture of a case. */
  private static final Duration OPENED = Duration.ofDays(1);

  /** How many cases are ranked in one go. */
  private static final int BATCH = 32;

  /** The same while a moderator waits: the rounds rank what is left, four times a second. */
  private static final int FEW = 8;

  /** How often a case is ranked again that has changed meanwhile. */
  private static final int TRIES = 5;

  /** What is done about somebody whom credible people have reported, before anybody decides. */
  public interface Precaution {
    /** Does nothing. */
    Precaution NONE =
        new Precaution() {
          @Override
          public int enough() {
            return 0;
          }

          @Override
          public Future<Void> take(KeptCase its, Reason reason) {
            return Future.succeededFuture();
          }

          @Override
          public Future<Void> end(CaseId its) {
            return Future.succeededFuture();
          }
        };

    /** How many must have reported who are independent and were mostly right before; 0 for none. */
    int enough();

    /** Takes it, once for each case. */
    Future<Void> take(KeptCase its, Reason reason);

    /** Ends it, if it was taken: somebody has decided. */
    Future<Void> end(CaseId its);
  }

  private final RedisLink link;
  private final Precaution precaution;
  private final CaseReader reader;
  private final RankCaseScript rank;
  private final ClaimCaseScript claim;
  private final GiveBackCaseScript giveBack;
  private final ListCasesScript list;

  public Cases(RedisLink link, Precaution precaution, Faults faults) {
    this(link, precaution, faults, CLAIM);
  }

  /**
   * @param span for how long a claim holds
   */
  Cases(RedisLink link, Precaution precaution, Faults faults, Duration span) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.precaution = precaution;
    this.reader = new CaseReader(link, faults);
    this.rank = new RankCaseScript(runner);
    this.claim = new ClaimCaseScript(runner, span);
    this.giveBack = new GiveBackCaseScript(runner, span);
    this.list = new ListCasesScript(runner, faults);
  }

  /** Claims the first case that nobody has claimed. */
  public Future<Claim> next(String by) {
    return rankSome(FEW).compose(ranked -> claim.run(Optional.empty(), by));
  }

  /**
   * Gives a claimed case back to the others at once. Whoever does so is not given it again for as
   * long as a claim holds, unless they ask for that very case.
   */
  public Future<Claim> giveBack(CaseId id, String by) {
    return giveBack.run(id, by);
  }

  /** Claims a case, or goes on with one's own. */
  public Future<Claim> claim(CaseId id, String by) {
    return claim.run(Optional.of(id), by);
  }

  /**
   * Reads a page of cases, those first that are to be decided first.
   *
   * @param after the last one of the page before
   */
  public Future<List<ListedCase>> open(Optional<ListedCase.Place> after, int limit) {
    return rankSome().compose(ranked -> list.run(ReportKeys.CASES, after, limit));
  }

  /** Notes that a moderator has opened a picture of a case. */
  public Future<Void> opened(CaseId its, String by) {
    return link.send(
            Request.cmd(Command.SET)
                .arg(ReportKeys.opened(its, by))
                .arg("1")
                .arg("PX")
                .arg(OPENED.toMillis()))
        .mapEmpty();
  }

  /** How many cases are open, claimed ones too. */
  public Future<Long> count() {
    return link.send(Request.cmd(Command.ZCARD).arg(ReportKeys.CASES)).map(Response::toLong);
  }

  /** Reads a page of decided cases, the newest first. */
  public Future<List<ListedCase>> decided(Optional<ListedCase.Place> after, int limit) {
    return list.run(ReportKeys.DECIDED, after, limit);
  }

  /**
   * Works out the rank of some of the cases that have changed.
   *
   * @return how many were looked at; none when all are where they belong
   */
  Future<Integer> rankSome() {
    return rankSome(BATCH);
  }

  private Future<Integer> rankSome(int most) {
    return link.send(Request.cmd(Command.SRANDMEMBER).arg(ReportKeys.UNRANKED).arg(most))
        .compose(
            some ->
                Future.join(
                        some.stream()
                            .map(Response::toString)
                            .map(id -> rank(new CaseId(id), TRIES))
                            .toList())
                    .map(ranked -> some.size()));
  }

  private Future<Void> rank(CaseId id, int tries) {
    return reader
        .read(id)
        .compose(
            its ->
                its.isEmpty()
                    ? forget(id)
                    : reader
                        .testimonies(its.get().reports())
                        .compose(testimonies -> rank(its.get(), testimonies, tries)));
  }

  private Future<Void> rank(KeptCase its, List<Testimony> testimonies, int tries) {
    Optional<Reason> grave =
        its.state() == CaseState.OPEN
            ? CasePolicy.precaution(testimonies, precaution.enough())
            : Optional.empty();
    // First, so that a case whose precaution failed is still to be ranked.
    return grave
        .map(reason -> precaution.take(its, reason))
        .orElseGet(Future::succeededFuture)
        .compose(
            taken ->
                rank.run(
                    its.id(),
                    its.version(),
                    its.opened(),
                    CasePolicy.rank(testimonies, its.met()),
                    CaseSummary.of(testimonies)))
        .compose(
            result ->
                switch (result) {
                  case RANKED -> Future.succeededFuture();
                  // When it changes all the time, the next round takes it up.
                  case MOVED ->
                      tries > 1 ? rank(its.id(), tries - 1) : Future.<Void>succeededFuture();
                  // Somebody has decided meanwhile.
                  case OVER ->
                      grave.isPresent() ? precaution.end(its.id()) : Future.<Void>succeededFuture();
                });
  }

  private Future<Void> forget(CaseId id) {
    return link.send(Request.cmd(Command.SREM).arg(ReportKeys.UNRANKED).arg(id.value())).mapEmpty();
  }
}
