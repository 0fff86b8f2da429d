package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.time.NodeClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/**
 * What Redis remembers of devices, whoever of their sessions is connected where. Every call is
 * idempotent, so one whose answer was lost may be made again, and later.
 */
public final class DeviceMemory {
  private final ReadAcquaintancesScript read;
  private final RememberPartnerScript remember;
  private final BlockDeviceScript block;
  private final Duration recentWindow;
  private final NodeClock clock;

  /**
   * @param recentWindow how long recent partners are remembered; zero: not at all
   */
  public DeviceMemory(ScriptRunner runner, Duration recentWindow, NodeClock clock) {
    this.read = new ReadAcquaintancesScript(runner);
    this.remember = new RememberPartnerScript(runner);
    this.block = new BlockDeviceScript(runner);
    this.recentWindow = recentWindow;
    this.clock = clock;
  }

  /** Whether recent partners are remembered at all. */
  public boolean remembersPartners() {
    return !recentWindow.isZero();
  }

  /** Chats that ended then or before are forgotten. */
  public Instant oldest() {
    return clock.instant().minus(recentWindow);
  }

  /** What is remembered of a device. */
  public Future<Acquaintances> read(DeviceId device) {
    return read.run(device, oldest(), clock.instant());
  }

  /** Remembers a device's partner in a chat that ended, or was known to go on, at that time. */
  public Future<Void> remember(DeviceId device, DeviceId partner, Instant ended) {
    return remember.run(device, partner, ended, clock.instant(), recentWindow).mapEmpty();
  }

  /**
   * Blocks two devices for each other, so that it holds even when one of them is forgotten.
   *
   * @return false when the first has too many blocked already; the second's side is as good as it
   *     can be, since either side suffices
   */
  public Future<Boolean> block(DeviceId device, DeviceId other) {
    return block
        .run(device, other, clock.instant())
        .compose(
            blocked ->
                blocked
                    ? block.run(other, device, clock.instant()).map(true)
                    : Future.succeededFuture(false));
  }
}
