package chat.passerby.moderation.audit;

import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit, oldest entry first, page by page. */
public final class AuditReader {
  private static final int PAGE = 200;

  private final RedisLink link;

  public AuditReader(RedisLink link) {
    this.link = link;
  }

  /**
   * An entry as Redis has it.
   *
   * @param number what Redis calls it; {@code entry} may say another
   */
  record Stored(long number, Buffer entry, ChainMac mac) {}

  /**
   * Reads the entries behind one.
   *
   * @param after 0 for the first ones
   * @return at most {@value #PAGE}; fewer only at the end
   */
  Future<List<Stored>> page(long after) {
    return link.send(
            Request.cmd(Command.XRANGE)
                .arg(AppendAuditScript.ENTRIES)
                .arg((after + 1) + "-0")
                .arg("+")
                .arg("COUNT")
                .arg(PAGE))
        .map(AuditReader::stored);
  }

  /**
   * Reads the entries behind one as records.
   *
   * @param after 0 for the first ones
   * @return none at the end
   * @throws IllegalArgumentException or IndexOutOfBoundsException, as a failure, for entries of
   *     another version
   */
  public Future<List<AuditRecord>> records(long after) {
    return page(after)
        .map(page -> page.stream().map(each -> AuditCodec.unpack(each.entry())).toList());
  }

  /**
   * Reads the newest entries, the oldest of them first.
   *
   * @param most how many, up to {@value #PAGE}
   */
  public Future<List<AuditRecord>> last(int most) {
    return link.send(
            Request.cmd(Command.XREVRANGE)
                .arg(AppendAuditScript.ENTRIES)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(most))
        .map(
            newest ->
                stored(newest).reversed().stream()
                    .map(each -> AuditCodec.unpack(each.entry()))
                    .toList());
  }

  /** Reads the head that Redis keeps beside the entries. */
  Future<AuditHead> head() {
    return link.send(Request.cmd(Command.GET).arg(AppendAuditScript.HEAD))
        .map((@Nullable Response head) -> AuditHead.parse(head == null ? "" : head.toString()));
  }

  private static List<Stored> stored(Response reply) {
    List<Stored> page = new ArrayList<>();
    for (Response each : reply) {
      String id = each.get(0).toString();
      Response fields = each.get(1);
      page.add(
          new Stored(
              Long.parseLong(id.substring(0, id.indexOf('-'))),
              fields.get(1).toBuffer(),
              new ChainMac(fields.get(3).toString())));
    }
    return page;
  }
}
