package chat.passerby.moderation.quality;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.cases.Decisions.Undone;
import chat.passerby.moderation.cases.Made;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.WireNamed;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decided cases that are shown once more, to see how well moderators agree. Whoever looks is not
 * told; what they decide changes nothing for the visitor. All fail while Redis is away. Bound to
 * the event loop of its link.
 */
public final class Looks implements Decisions.Sampling {
  /** For how long a look is its moderator's. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  private static final int WAITING = 1_000;
  private static final int BATCH = 100;
  private static final int DIFFERING = 1_000;
  private static final double PER_CENT = 100;

  /** How often a look that waits is given in place of a new case. */
  private static final double TURN = 0.25;

  private static final Map<String, Look.Kind> KINDS = WireNamed.index(Look.Kind.class);

  private final RedisLink link;
  private final QualitySettings settings;
  private final Duration undo;
  private final DoubleSupplier chance;
  private final OfferLookScript offer;
  private final ClaimLookScript claim;
  private final JudgeLookScript judge;
  private final SettleLooksScript settle;
  private final GiveBackLookScript giveBack;

  /**
   * @param link to the Redis of reports
   * @param undo how long what was decided can be taken back
   * @param chance from 0 to 1
   */
  public Looks(RedisLink link, QualitySettings settings, Duration undo, DoubleSupplier chance) {
    ScriptRunner runner = new ScriptRunner(link);
    this.link = link;
    this.settings = settings;
    this.undo = undo;
    this.chance = chance;
    this.offer = new OfferLookScript(runner);
    this.claim = new ClaimLookScript(runner);
    this.judge = new JudgeLookScript(runner);
    this.settle = new SettleLooksScript(runner);
    this.giveBack = new GiveBackLookScript(runner);
  }

  @Override
  public Future<Void> settled(CaseId about, String by, String verdict) {
    return chance.getAsDouble() * PER_CENT < settings.secondLooks()
        ? offer.run(about, CaseId.random(), by, verdict, WAITING).mapEmpty()
        : Future.succeededFuture();
  }

  /**
   * What a moderator who asks for the next case is given in its place, if it is one's turn.
   *
   * @param idle whether there is no other case
   */
  public Future<Optional<Look>> next(String by, boolean idle) {
    if (settings.goldenCases() > 0 && chance.getAsDouble() * PER_CENT < settings.goldenCases()) {
      return claim(Look.Kind.GOLDEN, by);
    }
    return settings.secondLooks() > 0 && (idle || chance.getAsDouble() < TURN)
        ? claim(Look.Kind.SECOND, by)
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Look>> claim(Look.Kind kind, String by) {
    return claim
        .run(kind, by, CLAIM)
        .compose(
            id ->
                id.map(its -> find(its, by))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  /** The look at a moderator's desk. */
  public Future<Optional<Look>> atDesk(String by) {
    return link.send(Request.cmd(Command.GET).arg(ReportKeys.AT_DESK + by))
        .compose(
            (@Nullable Response id) ->
                id == null
                    ? Future.succeededFuture(Optional.empty())
                    : find(new CaseId(id.toString()), by));
  }

  /** A look of a moderator's own; empty for whatever else has that id. */
  public Future<Optional<Look>> find(CaseId id, String by) {
    return read(id).map(look -> look.filter(its -> its.claimedBy().filter(by::equals).isPresent()));
  }

  /** Leaves a look to somebody else: whoever gives it back is not given it again. */
  public Future<Void> giveBack(Look look, String by) {
    return giveBack.run(look.id(), by);
  }

  /** Decides on a case that was decided before. */
  public Future<Made> judge(Look look, String by, Ruling ruling) {
    return judge.run(
        look.id(), by, Optional.of(ruling.verdict()), DecisionId.random(), undo, CLAIM);
  }

  /**
   * Takes that back.
   *
   * @return empty when the decision was on no look
   */
  public Future<Optional<Undone>> undo(DecisionId decision, String by) {
    return link.send(Request.cmd(Command.GET).arg(ReportKeys.LOOK_OF + decision.value()))
        .compose(
            (@Nullable Response look) ->
                look == null
                    ? Future.succeededFuture(Optional.empty())
                    : judge
                        .run(
                            new CaseId(look.toString()),
                            by,
                            Optional.empty(),
                            decision,
                            undo,
                            CLAIM)
                        .map(made -> Optional.of(undone(made))));
  }

  private static Undone undone(Made made) {
    return switch (made) {
      case Made.Absent absent -> Undone.DONE;
      case Made.Over over -> Undone.OVER;
      case Made.Done done -> Undone.OVER;
      case Made.Taken taken -> Undone.OWN;
    };
  }

  /** Counts what can be taken back no more. */
  public Future<Void> settle() {
    return settle.run(BATCH, DIFFERING).mapEmpty();
  }

  /** The last looks at which two have decided differently, the newest first. */
  public Future<List<Look>> differing(int limit) {
    return link.send(Request.cmd(Command.LRANGE).arg(ReportKeys.DIFFERING).arg(0).arg(limit - 1))
        .compose(
            ids ->
                Future.all(ids.stream().map(id -> read(new CaseId(id.toString()))).toList())
                    .map(
                        all ->
                            all.<Optional<Look>>list().stream()
                                .flatMap(Optional::stream)
                                .toList()));
  }

  private Future<Optional<Look>> read(CaseId id) {
    return link.send(Request.cmd(Command.HGETALL).arg(ReportKeys.LOOK + id.value()))
        .map(
            its ->
                text(its, "case")
                    .map(
                        about ->
                            new Look(
                                id,
                                new CaseId(about),
                                KINDS.getOrDefault(text(its, "kind").orElse(""), Look.Kind.SECOND),
                                text(its, "by").orElse(""),
                                text(its, "verdict").orElse(""),
                                instant(its, "decided"),
                                text(its, "claimed-by"),
                                instant(its, "claimed-at"),
                                text(its, "judged"))));
  }

  private static Instant instant(Response hash, String field) {
    return Instant.ofEpochMilli(text(hash, field).map(Long::parseLong).orElse(0L));
  }

  private static Optional<String> text(Response hash, String field) {
    @Nullable Response value = hash.get(field);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }
}
