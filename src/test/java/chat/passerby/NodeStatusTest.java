package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.NodeId;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.StatusPage.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NodeStatusTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);
  private final DrainProgress drain = new DrainProgress(meters);

  @Test
  void rows_ofANode_areWhatItsMetersShow() {
    meters.gauge("passerby_connections", "open", () -> 7);
    meters
        .gauges("passerby_waiting", "waiting", "lane", List.of("text"), Function.<String>identity())
        .of("text")
        .set(3);
    Map<String, String> rows = rows("PASSERBY_ROLES", "gateway,pairing");
    assertEquals("gateway, pairing", rows.get("Roles"));
    assertEquals("7", rows.get("Open sockets"));
    assertEquals("text 3", rows.get("Waiting in the lanes that this node pairs"));
    assertEquals("no", rows.get("Draining"));
    assertEquals("embedded", rows.get("Redis"));
  }

  @Test
  void rows_ofARedisWithAPassword_showNothingOfIt() {
    Map<String, String> rows = rows("PASSERBY_REDIS_URI", "redis://:hidden@redis.example:6379");
    assertEquals("a server apart", rows.get("Redis"));
    assertTrue(rows.values().stream().noneMatch(value -> value.contains("hidden")));
  }

  @Test
  void draining_visitorByVisitor_tellsHowManyHaveMoved() {
    drain.begin();
    assertEquals("nobody has been asked to move", drain.toString());
    drain.left(40);
    drain.left(28);
    assertEquals("12 of 40 visitors have moved", drain.toString());
    assertEquals(1, registry.get("passerby_draining").gauge().value());
    assertEquals(40, registry.get("passerby_drain_asked").gauge().value());
    assertEquals(28, registry.get("passerby_drain_left").gauge().value());
  }

  private Map<String, String> rows(String setting, String value) {
    NodeSettings settings = NodeSettings.from(Settings.of(Map.of(setting, value)));
    return new NodeStatus(NodeId.random(), settings, registry, drain)
        .rows().stream().collect(Collectors.toMap(Row::name, Row::value));
  }
}
