package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Sanctions that were overturned, until what they rested on has been corrected. */
public final class OverturnedSanctions {
  private final RedisLink link;

  public OverturnedSanctions(RedisLink link) {
    this.link = link;
  }

  /** The first of them. */
  public Future<List<SanctionId>> some(int limit) {
    return link.send(Request.cmd(Command.ZRANGE).arg(SanctionKeys.REVERSED).arg(0).arg(limit - 1))
        .map(all -> all.stream().map(Response::toString).map(SanctionId::new).toList());
  }

  /** One is corrected. */
  public Future<Void> done(SanctionId sanction) {
    return link.send(Request.cmd(Command.ZREM).arg(SanctionKeys.REVERSED).arg(sanction.value()))
        .mapEmpty();
  }
}
