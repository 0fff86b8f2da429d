package chat.passerby;

import chat.passerby.protocol.NodeId;
import chat.passerby.telemetry.StatusPage.Row;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is told of a node. The figures are those of its meters. */
final class NodeStatus {
  private final NodeId self;
  private final NodeSettings settings;
  private final MeterRegistry registry;
  private final DrainProgress drain;

  NodeStatus(NodeId self, NodeSettings settings, MeterRegistry registry, DrainProgress drain) {
    this.self = self;
    this.settings = settings;
    this.registry = registry;
    this.drain = drain;
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Node", self.value()));
    rows.add(new Row("Build", build() + ", Java " + Runtime.version()));
    rows.add(new Row("Up for", uptime()));
    rows.add(
        new Row(
            "Roles",
            settings.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))));
    figure("passerby_connections").ifPresent(open -> rows.add(new Row("Open sockets", open)));
    figure("passerby_chats").ifPresent(chats -> rows.add(new Row("Visitors in a chat", chats)));
    String waiting = waiting();
    if (!waiting.isEmpty()) {
      rows.add(new Row("Waiting in the lanes that this node pairs", waiting));
    }
    rows.add(new Row("Draining", drain.toString()));
    rows.add(
        new Row("Redis", settings.redis().endpoint().isPresent() ? "a server apart" : "embedded"));
    return rows;
  }

  private static String build() {
    return Optional.ofNullable(NodeStatus.class.getPackage().getImplementationVersion())
        .orElse("not packaged");
  }

  private static String uptime() {
    Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return "%d d %02d:%02d:%02d"
        .formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart());
  }

  private Optional<String> figure(String name) {
    return Optional.ofNullable(registry.find(name).gauge()).map(NodeStatus::shown);
  }

  private String waiting() {
    return registry.find("passerby_waiting").gauges().stream()
        .map(lane -> lane.getId().getTag("lane") + " " + shown(lane))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String shown(Gauge gauge) {
    return Long.toString(Math.round(gauge.value()));
  }
}
