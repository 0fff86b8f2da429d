package chat.passerby.moderation.audit;

import chat.passerby.moderation.audit.AppendAuditScript.Chained;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.time.NodeClock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what, in one chain for all nodes. Each entry is keyed over the one before, so
 * that none can be changed, taken out or put in between without the secret; see {@link
 * AuditVerifier}.
 *
 * <p>Append an entry and wait for it <em>before</em> what it tells of takes effect: then nothing
 * happens unseen, though an entry may tell of what Redis was too late for.
 *
 * <p>Entries that come while others are on their way are written together. When another node was
 * faster, they are chained again behind its entries. May be used on any thread; one for each node.
 */
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  /** How many entries one script writes. */
  private static final int BATCH = 64;

  /** How many entries may wait; what is more is refused as if Redis was away. */
  private static final int WAITING = 10_000;

  /** How often to chain anew; each lost race means that another node has written some. */
  private static final int TRIES = 100;

  private static final Duration CROWDED = Duration.ofSeconds(5);

  private final AppendAuditScript script;
  private final AuditKey key;
  private final int checkpointEvery;
  private final NodeClock clock;
  private final AuditMeters meters;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean writing;
  private AuditHead head = AuditHead.NONE;

  /** An audit that nobody counts the entries of. */
  public Audit(ScriptRunner runner, AuditKey key, int checkpointEvery, NodeClock clock) {
    this(runner, key, checkpointEvery, clock, AuditMeters.unseen());
  }

  /**
   * @param checkpointEvery after how many entries a checkpoint goes into the log
   */
  public Audit(
      ScriptRunner runner, AuditKey key, int checkpointEvery, NodeClock clock, AuditMeters meters) {
    this.script = new AppendAuditScript(runner);
    this.key = key;
    this.checkpointEvery = checkpointEvery;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * @param context where the caller goes on; none for a thread of its own
   */
  private record Waiting(AuditEntry entry, Promise<Void> written, @Nullable Context context) {
    void end(AsyncResult<Void> done) {
      if (context == null) {
        written.handle(done);
      } else {
        context.runOnContext(turn -> written.handle(done));
      }
    }
  }

  /** Appends an entry that rests on no evidence; see {@link #append(AuditEntry)}. */
  public Future<Void> append(
      String actor, AuditAction action, String subject, Map<String, String> details) {
    return append(new AuditEntry(actor, action, subject, details, Optional.empty()));
  }

  /**
   * Appends an entry.
   *
   * @return completes when Redis has it; fails with {@link RedisUnavailableException} when that is
   *     not certain
   */
  public Future<Void> append(AuditEntry entry) {
    Promise<Void> written = Promise.promise();
    synchronized (this) {
      if (waiting.size() >= WAITING) {
        meters.failed(1);
        return Future.failedFuture(
            RedisUnavailableException.unsent("too many entries of the audit wait", CROWDED));
      }
      waiting.add(new Waiting(entry, written, Vertx.currentContext()));
    }
    writeOn();
    return written.future();
  }

  /** Stands for evidence that an entry rests on. */
  public Commitment commit(Buffer evidence) {
    return key.commit(evidence);
  }

  private void writeOn() {
    List<Waiting> batch = new ArrayList<>();
    synchronized (this) {
      if (writing || waiting.isEmpty()) {
        return;
      }
      writing = true;
      while (batch.size() < BATCH && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    // So that a fault in here is a failure too, and does not end all writing.
    Future.<Void>succeededFuture()
        .compose(begun -> write(batch, TRIES))
        .onComplete(
            done -> {
              synchronized (this) {
                writing = false;
              }
              if (done.succeeded()) {
                meters.written(batch.size());
              } else {
                meters.failed(batch.size());
              }
              writeOn();
              batch.forEach(each -> each.end(done));
            });
  }

  private Future<Void> write(List<Waiting> batch, int tries) {
    AuditHead behind = head();
    List<Chained> chained = new ArrayList<>(batch.size());
    ChainMac mac = behind.mac();
    long number = behind.number();
    for (Waiting each : batch) {
      number++;
      Buffer packed = AuditCodec.pack(number, clock.instant(), key.id(), each.entry());
      mac = key.next(mac, packed);
      chained.add(new Chained(packed, mac));
    }
    AuditHead end = new AuditHead(number, mac);
    return script
        .run(behind, chained)
        .compose(
            outcome -> {
              if (outcome.appended()) {
                moveTo(outcome.head());
                checkpoint(behind, end);
                return Future.succeededFuture();
              }
              lookForLoss(behind, outcome.head());
              moveTo(outcome.head());
              return tries > 1
                  ? write(batch, tries - 1)
                  : Future.failedFuture(
                      RedisUnavailableException.unsent("others write to the audit", CROWDED));
            });
  }

  private synchronized AuditHead head() {
    return head;
  }

  private synchronized void moveTo(AuditHead now) {
    head = now;
  }

  /** The number of the last entry that this node knows of. */
  public long entries() {
    return head().number();
  }

  /** Redis may lose what it has confirmed when it fails; somebody may also have cut the end off. */
  private void lookForLoss(AuditHead known, AuditHead now) {
    if (now.number() < known.number()
        || (now.number() == known.number() && !now.mac().equals(known.mac()))) {
      log.error(
          "The audit had entry {} and now ends with entry {}: what was between is lost. The last"
              + " entry that this node knew of was {}.",
          known.number(),
          now.number(),
          Checkpoint.of(known, key));
    }
  }

  private void checkpoint(AuditHead before, AuditHead now) {
    if (now.number() / checkpointEvery > before.number() / checkpointEvery) {
      log.info("The audit has {} entries. Checkpoint {}", now.number(), Checkpoint.of(now, key));
    }
  }
}
