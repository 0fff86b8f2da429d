package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboards, as promtool reads them (tried: 2.42). */
class MonitoringTest {
  private static final Path CASES = Path.of("src/test/resources/k8s/alerts-test.yaml");
  private static final Path OPERATING = Path.of("src/docs/operating.md");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  @Test
  void alerts_fireWhenTheyShouldAndOnlyThen() throws IOException {
    Tool.needs("promtool");
    YAML.writeValue(folder.resolve("alerts.yaml").toFile(), Monitoring.rules());
    Files.copy(CASES, folder.resolve("alerts-test.yaml"));
    Tool tool = Tool.in(folder);
    tool.run("promtool", "check", "rules", "alerts.yaml");
    tool.run("promtool", "test", "rules", "alerts-test.yaml");
  }

  /** Else promtool would be content with an alert that is nowhere asked for. */
  @Test
  void alert_hasACaseThatFiresAndOneThatDoesNot() throws IOException {
    Set<String> fires = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    for (JsonNode test : YAML.readTree(CASES.toFile()).path("tests")) {
      for (JsonNode asked : test.path("alert_rule_test")) {
        (asked.path("exp_alerts").isEmpty() ? quiet : fires).add(asked.path("alertname").asText());
      }
    }
    Set<String> alerts =
        Monitoring.alerts().stream()
            .map(alert -> alert.path("alert").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(alerts, fires);
    assertEquals(alerts, quiet);
  }

  @Test
  void alert_hasARowInTheRunbook() throws IOException {
    Set<String> rows = new TreeSet<>();
    Pattern.compile("(?m)^\\| `(Passerby\\w+)` \\|")
        .matcher(Files.readString(OPERATING))
        .results()
        .forEach(row -> rows.add(row.group(1)));
    assertEquals(
        Monitoring.alerts().stream()
            .map(alert -> alert.path("alert").asText())
            .collect(Collectors.toCollection(TreeSet::new)),
        rows);
    for (JsonNode alert : Monitoring.alerts()) {
      assertTrue(
          Set.of("page", "ticket").contains(alert.at("/labels/severity").asText()),
          alert::toString);
      assertFalse(alert.at("/annotations/summary").asText().isBlank(), alert::toString);
    }
  }

  @Test
  void dashboard_hasExpressionsThatPrometheusReads() throws IOException {
    Tool.needs("promtool");
    ArrayNode rules = YAML.createArrayNode();
    for (Path dashboard : Monitoring.dashboards()) {
      for (String expression : Monitoring.expressions(dashboard)) {
        rules.addObject().put("record", "panel:" + rules.size()).put("expr", expression);
      }
    }
    assertTrue(rules.size() > 80, "found " + rules.size());
    ObjectNode file = YAML.createObjectNode();
    file.putArray("groups").addObject().put("name", "panels").set("rules", rules);
    YAML.writeValue(folder.resolve("panels.yaml").toFile(), file);
    Tool.in(folder).run("promtool", "check", "rules", "panels.yaml");
  }

  @Test
  void dashboard_hasPanelsThatDoNotOverlap() throws IOException {
    assertEquals(
        List.of("moderation.json", "operators.json", "product.json"),
        Monitoring.dashboards().stream().map(file -> file.getFileName().toString()).toList());
    for (Path dashboard : Monitoring.dashboards()) {
      Set<String> taken = new HashSet<>();
      JsonNode panels = new ObjectMapper().readTree(dashboard.toFile()).path("panels");
      assertFalse(panels.isEmpty());
      for (JsonNode panel : panels) {
        JsonNode place = panel.path("gridPos");
        for (int x = 0; x < place.path("w").asInt(); x++) {
          for (int y = 0; y < place.path("h").asInt(); y++) {
            int column = place.path("x").asInt() + x;
            assertTrue(column < 24, panel::toString);
            assertTrue(taken.add(column + " " + (place.path("y").asInt() + y)), panel::toString);
          }
        }
      }
    }
  }
}
