package chat.passerby.moderation.cases;

import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does what no moderator asks for, on every node with the role {@code moderation}: ranks cases that
 * have changed, carries out decisions whose time has come, also those of nodes that have died, and
 * erases evidence by age.
 */
public final class CaseVerticle extends VerticleBase {
  private static final Duration ROUND = Duration.ofMillis(250);
  private static final Duration ERASURE = Duration.ofMinutes(1);
  private static final Duration CHORES = Duration.ofMinutes(1);

  /**
   * What is to be done once a minute, and not once more before it is done.
   *
   * @param failure what to say when it was not, as a sentence
   */
  public record Chore(String failure, Supplier<Future<Void>> work) {}

  private final Function<Context, RedisLink> links;
  private final BiFunction<Context, RedisLink, EvidenceLink> evidenceLinks;
  private final BiFunction<RedisLink, EvidenceLink, Cases> makeCases;
  private final BiFunction<RedisLink, EvidenceLink, Decisions> makeDecisions;
  private final BiFunction<RedisLink, EvidenceLink, Supplier<Future<Void>>> makeErasure;
  private final BiFunction<RedisLink, EvidenceLink, Supplier<Future<Void>>> makeReversal;
  private final BiFunction<RedisLink, EvidenceLink, List<Chore>> makeChores;
  private final Faults faults;
  private RedisLink link;
  private EvidenceLink evidence;
  private long timer;
  private long erasureTimer;
  private long choreTimer;
  private final Set<Chore> working = new HashSet<>();
  private boolean busy;
  private boolean erasing;

  /**
   * @param links makes a link, still to be started
   * @param evidence the same to the Redis of reports
   * @param erasure erases evidence by age
   * @param reversal corrects what overturned sanctions rested on
   * @param chores what else is to be done
   */
  public CaseVerticle(
      Function<Context, RedisLink> links,
      BiFunction<Context, RedisLink, EvidenceLink> evidence,
      BiFunction<RedisLink, EvidenceLink, Cases> cases,
      BiFunction<RedisLink, EvidenceLink, Decisions> decisions,
      BiFunction<RedisLink, EvidenceLink, Supplier<Future<Void>>> erasure,
      BiFunction<RedisLink, EvidenceLink, Supplier<Future<Void>>> reversal,
      BiFunction<RedisLink, EvidenceLink, List<Chore>> chores,
      Faults faults) {
    this.links = links;
    this.evidenceLinks = evidence;
    this.makeCases = cases;
    this.makeDecisions = decisions;
    this.makeErasure = erasure;
    this.makeReversal = reversal;
    this.makeChores = chores;
    this.faults = faults;
  }

  @Override
  public Future<?> start() {
    link = links.apply(context);
    evidence = evidenceLinks.apply(context, link);
    evidence.start();
    Cases cases = makeCases.apply(link, evidence);
    Decisions decisions = makeDecisions.apply(link, evidence);
    Supplier<Future<Void>> erasure = makeErasure.apply(link, evidence);
    evidence.link().onUp(() -> erase(erasure));
    erasureTimer = vertx.setPeriodic(ERASURE.toMillis(), round -> erase(erasure));
    Supplier<Future<Void>> reversal = makeReversal.apply(link, evidence);
    timer = vertx.setPeriodic(ROUND.toMillis(), round -> round(cases, decisions, reversal));
    List<Chore> chores = makeChores.apply(link, evidence);
    choreTimer = vertx.setPeriodic(CHORES.toMillis(), round -> chores.forEach(this::work));
    return link.start().onSuccess(up -> chores.forEach(this::work));
  }

  private void round(Cases cases, Decisions decisions, Supplier<Future<Void>> reversal) {
    if (busy) {
      return;
    }
    busy = true;
    Future.join(
            decisions
                .carryOut()
                .onFailure(e -> faults.report(Part.NODE, "Decisions were not carried out.", e)),
            reversal
                .get()
                .onFailure(
                    e -> faults.report(Part.NODE, "Reporters' records were not corrected.", e)),
            cases.rankSome().onFailure(e -> faults.report(Part.NODE, "Cases were not ranked.", e)))
        .onComplete(done -> busy = false);
  }

  private void work(Chore chore) {
    if (!working.add(chore)) {
      return;
    }
    // What a chore throws is a failure too.
    Future.<Void>succeededFuture()
        .compose(begun -> chore.work().get())
        .onFailure(e -> faults.report(Part.NODE, chore.failure(), e))
        .onComplete(done -> working.remove(chore));
  }

  private void erase(Supplier<Future<Void>> erasure) {
    if (erasing) {
      return;
    }
    erasing = true;
    erasure
        .get()
        .onFailure(e -> faults.report(Part.NODE, "Evidence was not erased by age.", e))
        .onComplete(done -> erasing = false);
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(erasureTimer);
    vertx.cancelTimer(choreTimer);
    return evidence.close().eventually(link::close);
  }
}
