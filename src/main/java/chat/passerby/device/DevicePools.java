package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/** Binds devices to pools; those who are connected hear of it with their next connection. */
public final class DevicePools {
  private final RedisLink link;

  public DevicePools(RedisLink link) {
    this.link = link;
  }

  /**
   * Binds a device to a pool.
   *
   * @param time how long it is bound from now on
   */
  public Future<Void> bind(DeviceId device, String pool, Duration time) {
    return link.send(
            Request.cmd(Command.SET)
                .arg(DeviceKeys.pool(device))
                .arg(pool)
                .arg("PX")
                .arg(time.toMillis()))
        .mapEmpty();
  }
}
