package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.OptionalLong;

/** How many partners devices have met of late, as {@code remember_partner.lua} counts them. */
public final class PartnersMet {
  private final RedisLink link;

  public PartnersMet(RedisLink link) {
    this.link = link;
  }

  /** Those of a device; empty when nobody knows. */
  public Future<OptionalLong> of(DeviceId device) {
    return link.send(Request.cmd(Command.GET).arg(DeviceKeys.met(device)))
        .map(
            count -> count == null ? OptionalLong.empty() : OptionalLong.of(Replies.number(count)));
  }
}
