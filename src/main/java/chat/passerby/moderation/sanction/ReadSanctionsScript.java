package chat.passerby.moderation.sanction;

import chat.passerby.packed.PackedReader;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Written;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which sanctions have changed since a version. */
final class ReadSanctionsScript {
  private static final Script SCRIPT = Script.load("read_sanctions");
  private static final int LIMIT = 500;
  private static final int FIELDS = 5;

  private final ScriptRunner runner;
  private final Faults faults;
  private final int limit;

  ReadSanctionsScript(ScriptRunner runner, Faults faults) {
    this(runner, faults, LIMIT);
  }

  /**
   * @param limit how many are read at once
   */
  ReadSanctionsScript(ScriptRunner runner, Faults faults, int limit) {
    this.runner = runner;
    this.faults = faults;
    this.limit = limit;
  }

  /**
   * Up to where somebody has read.
   *
   * @param incarnation of the data in Redis; empty when there was none
   */
  record Position(String incarnation, long version) {
    static final Position NONE = new Position("", 0);
  }

  /**
   * What a sanction is now.
   *
   * @param packed empty when it is not in effect, or another build has written it in its own way
   * @param left for how long it still holds; empty when it is not in effect
   */
  record Changed(
      SanctionId id,
      Optional<SanctionCodec.Packed> packed,
      Optional<Duration> left,
      boolean endless) {}

  /**
   * An answer.
   *
   * @param read up to where it tells
   * @param last the version of the last change of all
   */
  record News(Position read, long last, List<Changed> changes) {
    boolean isAll() {
      return read.version() == last;
    }
  }

  Future<News> run(Position since) {
    return runner
        .run(
            SCRIPT,
            List.of(SanctionKeys.HEAD, SanctionKeys.CHANGES),
            List.of(since.version(), since.incarnation(), limit, SanctionKeys.ONE))
        .map(this::news);
  }

  private News news(Response reply) {
    long now = Replies.number(reply.get(3));
    Response all = reply.get(4);
    List<Changed> changes = new ArrayList<>(all.size() / FIELDS);
    for (int i = 0; i < all.size(); i += FIELDS) {
      changes.add(changed(all, i, now));
    }
    return new News(
        new Position(reply.get(0).toString(), Replies.number(reply.get(1))),
        Replies.number(reply.get(2)),
        changes);
  }

  private Changed changed(Response all, int at, long now) {
    long left = Replies.number(all.get(at + 2)) - now;
    boolean holds = all.get(at + 1).toString().equals("active") && left > 0;
    return new Changed(
        new SanctionId(all.get(at).toString()),
        holds
            ? PackedReader.read(
                Written.SANCTION, all.get(at + 4).toBuffer(), SanctionCodec::unpack, faults)
            : Optional.empty(),
        holds ? Optional.of(Duration.ofMillis(left)) : Optional.empty(),
        !all.get(at + 3).toString().isEmpty());
  }
}
