package chat.passerby.device;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is remembered of a device. */
final class ReadAcquaintancesScript {
  private static final Script SCRIPT = Script.load("read_acquaintances");

  private final ScriptRunner runner;

  ReadAcquaintancesScript(ScriptRunner runner) {
    this.runner = runner;
  }

  /**
   * @param oldest chats that ended then or before are forgotten
   */
  Future<Acquaintances> run(DeviceId device, Instant oldest, Instant now) {
    List<String> keys =
        List.of(
            DeviceKeys.recent(device),
            DeviceKeys.blocked(device),
            DeviceKeys.pool(device),
            DeviceKeys.reported(device));
    return runner
        .together(SCRIPT, keys, List.of(oldest.toEpochMilli(), now.toEpochMilli()))
        .map(ReadAcquaintancesScript::read);
  }

  private static Acquaintances read(Response reply) {
    String pool = reply.get(0).toString();
    Set<DeviceId> blocked = new HashSet<>();
    reply.get(1).forEach(device -> blocked.add(new DeviceId(device.toString())));
    Map<DeviceId, Instant> recent = new HashMap<>();
    Response meetings = reply.get(2);
    for (int i = 0; i < meetings.size(); i += 2) {
      recent.put(
          new DeviceId(meetings.get(i).toString()),
          Instant.ofEpochMilli(Long.parseLong(meetings.get(i + 1).toString())));
    }
    return new Acquaintances(
        blocked,
        recent,
        pool.isEmpty() ? Optional.empty() : Optional.of(pool),
        Replies.yes(reply.get(3)));
  }
}
