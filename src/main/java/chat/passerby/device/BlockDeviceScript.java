package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes down whom a device is never to meet; once more prolongs it. */
final class BlockDeviceScript {
  private static final Script SCRIPT = Script.load("block_device");

  /** How long a block holds. */
  private static final Duration LIFETIME = Duration.ofDays(30);

  /**
   * How much of its memory Redis may use before it takes no new blocks, in per cent: they are kept
   * for long, and must leave room for those who join.
   */
  private static final int MEMORY_SHARE = 85;

  private final ScriptRunner runner;

  BlockDeviceScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Blocks; false when the device has {@link Acquaintances#MAX_BLOCKED} others blocked already, or
   * Redis is short of memory.
   */
  Future<Boolean> run(DeviceId device, DeviceId other, Instant now) {
    List<Object> args =
        List.of(
            other.value(),
            now.toEpochMilli(),
            now.plus(LIFETIME).toEpochMilli(),
            Acquaintances.MAX_BLOCKED,
            LIFETIME.toMillis(),
            MEMORY_SHARE);
    return runner.run(SCRIPT, List.of(DeviceKeys.blocked(device)), args).map(Replies::yes);
  }
}
