package chat.passerby.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The alerts and dashboards in {@code k8s/components/monitoring}. */
final class Monitoring {
  private static final Path FOLDER = Path.of("k8s/components/monitoring");
  private static final Pattern NAME = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b");

  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\) \\(");

  /** What looks like the name of a metric, and is a function of Prometheus or a label. */
  private static final Set<String> NO_METRICS = Set.of("histogram_quantile");

  private Monitoring() {}

  /** The rules as Prometheus reads them, which the operator takes from the resource. */
  static JsonNode rules() {
    try {
      return new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile()).path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> alerts() {
    return Manifests.stream(rules().path("groups"))
        .flatMap(group -> Manifests.stream(group.path("rules")))
        .toList();
  }

  static List<Path> dashboards() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every expression of a dashboard, with Grafana's variables filled in. */
  static List<String> expressions(Path dashboard) {
    try {
      List<String> expressions = new ArrayList<>();
      for (JsonNode panel : new ObjectMapper().readTree(dashboard.toFile()).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          expressions.add(
              target.path("expr").asText().replace("$__rate_interval", "1m").replace("$pod", ".*"));
        }
      }
      return expressions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The metrics that an expression reads, without texts and what is between braces. */
  static Set<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\{[^}]*\\}", "")
            .replaceAll("\\bby \\([^)]*\\)", "");
    Set<String> names = new TreeSet<>();
    NAME.matcher(bare).results().forEach(found -> names.add(found.group()));
    names.removeAll(NO_METRICS);
    return names;
  }

  /**
   * The labels that an expression sums by, with the metrics that need them: {@code metric{label}}.
   */
  static Set<String> groupings(String expression) {
    Set<String> groupings = new TreeSet<>();
    for (MatchResult by : BY.matcher(expression).results().toList()) {
      int end = by.end();
      for (int open = 1; open > 0; end++) {
        open += expression.charAt(end) == '(' ? 1 : expression.charAt(end) == ')' ? -1 : 0;
      }
      for (String metric : metrics(expression.substring(by.end(), end))) {
        for (String label : by.group(1).split(", *")) {
          groupings.add(metric + "{" + label + "}");
        }
      }
    }
    return groupings;
  }
}
