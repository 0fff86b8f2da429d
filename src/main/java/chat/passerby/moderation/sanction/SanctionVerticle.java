package chat.passerby.moderation.sanction;

import chat.passerby.cluster.Neighbours;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.pubsub.Subscriber;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hears of sanctions on every node: a shell round a {@link SanctionReader}. What else moderators
 * decide for all nodes is read beside it, by the same connection. It reads when a message says that
 * there is something new. Since messages may be lost, it also reads twice a second, when its
 * connections are back, and as soon as the node knows again that it is alive.
 */
public final class SanctionVerticle extends VerticleBase {
  private static final Duration ROUND = Duration.ofMillis(500);

  private final RedisEndpoint redis;
  private final LinkSettings links;
  private final AppealTokens tokens;
  private final SanctionBook book;
  private final Function<ScriptRunner, Supplier<Future<Void>>> shield;
  private final Neighbours neighbours;
  private final NodeClock clock;
  private final Faults faults;
  private RedisLink link;
  private Subscriber subscriber;
  private SanctionReader reader;
  private Supplier<Future<Void>> readShield;
  private long timer;
  private boolean readsShield;

  /**
   * @param book is kept up to date
   * @param shield makes what reads the shield
   */
  public SanctionVerticle(
      RedisEndpoint redis,
      LinkSettings links,
      AppealTokens tokens,
      SanctionBook book,
      Function<ScriptRunner, Supplier<Future<Void>>> shield,
      Neighbours neighbours,
      NodeClock clock,
      Faults faults) {
    this.redis = redis;
    this.links = links;
    this.tokens = tokens;
    this.book = book;
    this.shield = shield;
    this.neighbours = neighbours;
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public Future<?> start() {
    link = RedisLink.create(vertx, redis, links, "sanctions");
    subscriber = Subscriber.create(vertx, redis, links, link, "sanctions");
    ScriptRunner runner = new ScriptRunner(link);
    reader =
        new SanctionReader(
            new ReadSanctionsScript(runner, faults),
            new ImposeSanctionScript(runner, tokens, ImposeSanctionScript.MOST),
            book,
            clock);
    readShield = shield.apply(runner);
    book.readBy(this::read);
    timer = vertx.setPeriodic(ROUND.toMillis(), round -> round());
    link.onUp(this::look);
    neighbours.onCurrent(() -> context.runOnContext(turn -> look()));
    return link.start()
        .compose(up -> subscriber.start())
        .compose(up -> subscriber.subscribe(SanctionKeys.CHANNEL, message -> look()))
        .onSuccess(listening -> subscriber.onResubscribed(this::look))
        // The node takes nobody before it knows who is banned.
        .compose(listening -> reader.read())
        .compose(read -> readShield.get());
  }

  /**
   * Reads everything that was decided before this call; fails while Redis is away.
   *
   * @param caller where the answer is wanted
   */
  private Future<Void> read(Context caller) {
    Promise<Void> answer = Promise.promise();
    context.runOnContext(
        turn -> reader.read().onComplete(done -> caller.runOnContext(back -> answer.handle(done))));
    return answer.future();
  }

  private void round() {
    if (!reader.isReading()) {
      look();
    }
  }

  private void look() {
    if (!readsShield) {
      readsShield = true;
      // What it throws is a failure too.
      Future.<Void>succeededFuture()
          .compose(begun -> readShield.get())
          .onComplete(done -> readsShield = false)
          .onFailure(e -> faults.report(Part.NODE, "The shield was not read.", e));
    }
    reader.read().onFailure(e -> faults.report(Part.NODE, "The sanctions were not read.", e));
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return subscriber
        .close()
        .eventually(() -> link.close())
        .onFailure(e -> faults.report(Part.NODE, "Reading sanctions did not end in order.", e))
        .otherwiseEmpty();
  }
}
