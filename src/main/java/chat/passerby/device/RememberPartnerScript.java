package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes down whom a device has met; an older chat than the one known of changes nothing. */
final class RememberPartnerScript {
  private static final Script SCRIPT = Script.load("remember_partner");

  /** How long it is remembered how many were met. */
  private static final Duration COUNT_MEMORY = Duration.ofDays(1);

  private final ScriptRunner runner;

  RememberPartnerScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * Remembers a partner.
   *
   * @param ended the end of the chat, or the latest moment of it that is known of
   * @param window for how long it is remembered
   * @return how many partners are remembered now
   */
  Future<Long> run(DeviceId device, DeviceId partner, Instant ended, Instant now, Duration window) {
    List<Object> args =
        List.of(
            partner.value(),
            ended.toEpochMilli(),
            now.minus(window).toEpochMilli(),
            Acquaintances.MAX_RECENT,
            window.toMillis(),
            COUNT_MEMORY.toMillis());
    return runner
        .together(SCRIPT, List.of(DeviceKeys.recent(device), DeviceKeys.met(device)), args)
        .map(Replies::number);
  }
}
