package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.OptionalLong;

/** What Redis remembers of devices for the sake of reports. */
public final class DeviceNotes {
  private final RedisLink link;

  public DeviceNotes(RedisLink link) {
    this.link = link;
  }

  /**
   * How many partners a device has met of late, as {@code remember_partner.lua} counts them; empty
   * when that is unknown.
   */
  public Future<OptionalLong> met(DeviceId device) {
    return link.send(Request.cmd(Command.GET).arg(DeviceKeys.met(device)))
        .map(
            count -> count == null ? OptionalLong.empty() : OptionalLong.of(Replies.number(count)));
  }

  /**
   * Notes that a device has reported somebody.
   *
   * @param memory for how long its visitor may hear of the outcome
   */
  public Future<Void> reported(DeviceId device, Duration memory) {
    return link.send(
            Request.cmd(Command.SET)
                .arg(DeviceKeys.reported(device))
                .arg("1")
                .arg("PX")
                .arg(memory.toMillis()))
        .mapEmpty();
  }
}
