package chat.passerby.moderation.sanction;

import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;

/**
 * Appeals against sanctions: visitors file them by a token or a code, and moderators decide. All
 * calls fail while Redis is away, and may be made again when an answer was lost. Bound to the event
 * loop of its link.
 */
public final class Appeals {
  /** What the key of the counts of a month begins with; the month follows. */
  public static final String MONTH = SanctionKeys.MONTH;

  private final RedisLink link;
  private final AppealTokens tokens;
  private final FileAppealScript file;
  private final DecideAppealScript decide;
  private final ListAppealsScript list;
  private final ListSanctionsScript sanctions;

  /**
   * @param alone whether who made a sanction may decide on the appeal against it: for a site with
   *     one moderator
   */
  public Appeals(
      RedisLink link, ScriptRunner runner, AppealTokens tokens, boolean alone, Faults faults) {
    this.link = link;
    this.tokens = tokens;
    this.file = new FileAppealScript(runner);
    this.decide = new DecideAppealScript(runner, alone);
    this.list = new ListAppealsScript(runner);
    this.sanctions = new ListSanctionsScript(runner, faults);
  }

  /** What came of an appeal that was filed. */
  public enum Filing {
    /** It is taken, now or by an earlier call. */
    FILED,
    /** There is another appeal against the sanction. */
    KNOWN,
    /** The time to appeal is over. */
    LATE,
    /** The sanction was lifted. */
    OVER,
    /** There is no such sanction, or not any more. */
    ABSENT
  }

  /**
   * What a visitor may know of a sanction.
   *
   * @param appeal what was said against it, if anything was
   */
  public record Standing(Sanction sanction, Optional<Appeal> appeal) {}

  /** The sanction that a token or a code is for. */
  public Future<Optional<SanctionId>> find(String tokenOrCode) {
    Optional<SanctionId> signed = tokens.open(tokenOrCode);
    if (signed.isPresent()) {
      return Future.succeededFuture(signed);
    }
    return tokens
        .hash(tokenOrCode)
        .map(
            hash ->
                link.send(Request.cmd(Command.GET).arg(SanctionKeys.code(hash)))
                    .map(
                        id ->
                            id == null
                                ? Optional.<SanctionId>empty()
                                : Optional.of(new SanctionId(id.toString()))))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /**
   * Files an appeal.
   *
   * @param text up to {@link Appeal#MAX_TEXT} code points
   */
  public Future<Filing> file(SanctionId sanction, String text) {
    return file.run(sanction, text);
  }

  /** What there is to know of a sanction that was in effect at some time. */
  public Future<Optional<Standing>> read(SanctionId sanction) {
    return sanctions
        .one(sanction)
        .compose(
            found ->
                found
                    .filter(known -> known.state() != State.PENDING)
                    .map(known -> appeal(sanction).map(said -> standing(known, said)))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private static Optional<Standing> standing(Sanction sanction, Optional<Appeal> appeal) {
    return Optional.of(new Standing(sanction, appeal));
  }

  private Future<Optional<Appeal>> appeal(SanctionId sanction) {
    return list.one(sanction);
  }

  /**
   * Reads appeals, the oldest first.
   *
   * @param open whether those that nobody has decided on yet, or the others
   * @param after the number of the last one of the page before; 0 for the first page
   */
  public Future<List<Appeal>> list(boolean open, long after, int limit) {
    return list.run(open, after, limit);
  }

  /**
   * Decides on an appeal.
   *
   * @param overturned whether the sanction ends at once; otherwise it stands
   * @param answer what the visitor is told, up to {@link Appeal#MAX_TEXT} code points
   */
  public Future<Change> decide(SanctionId sanction, boolean overturned, String answer, String by) {
    return decide.run(sanction, overturned, answer, by);
  }
}
