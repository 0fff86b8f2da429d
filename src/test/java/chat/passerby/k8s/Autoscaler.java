package chat.passerby.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a HorizontalPodAutoscaler of a manifest does, by the formula that Kubernetes documents
 * (kubernetes.io, "Horizontal Pod Autoscaling": algorithm details, scaling policies, stabilization
 * window) with the controller's defaults: it looks every 15 seconds, and leaves a tenth alone. All
 * pods are taken to be ready.
 */
final class Autoscaler {
  static final Duration PERIOD = Duration.ofSeconds(15);
  private static final double TOLERANCE = 0.1;

  private final int least;
  private final int most;
  private final List<Metric> metrics = new ArrayList<>();
  private final Rules up;
  private final Rules down;
  private final List<Recommendation> recommendations = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private int replicas;

  /**
   * @param target of the average of all pods
   * @param parts into how many parts of one the controller measures that average, rounded down
   */
  private record Metric(String name, double target, int parts) {}

  private record Policy(boolean percent, int value, Duration period) {}

  private record Rules(Duration window, boolean greatest, List<Policy> policies) {}

  private record Recommendation(Duration at, int replicas) {}

  private record Change(Duration at, int by) {}

  /** What is measured of all pods together; an average is that, divided by how many there are. */
  interface Load {
    /** Nothing where nobody serves that metric. */
    OptionalDouble total(String metric);
  }

  private Autoscaler(JsonNode spec, int replicas) {
    this.least = spec.path("minReplicas").asInt();
    this.most = spec.path("maxReplicas").asInt();
    for (JsonNode metric : spec.path("metrics")) {
      metrics.add(
          switch (metric.path("type").asText()) {
            case "Pods" ->
                new Metric(
                    metric.at("/pods/metric/name").asText(),
                    Double.parseDouble(metric.at("/pods/target/averageValue").asText()),
                    1_000);
            case "Resource" ->
                new Metric(
                    metric.at("/resource/name").asText(),
                    metric.at("/resource/target/averageUtilization").asInt(),
                    1);
            default -> throw new IllegalArgumentException(metric.toString());
          });
    }
    this.up = rules(spec.at("/behavior/scaleUp"));
    this.down = rules(spec.at("/behavior/scaleDown"));
    this.replicas = replicas;
    // As the controller does when it sees a Deployment for the first time.
    recommendations.add(new Recommendation(now, replicas));
  }

  /**
   * Reads a manifest.
   *
   * @param replicas how many pods there are now
   */
  static Autoscaler of(Path manifest, int replicas) throws IOException {
    return new Autoscaler(new YAMLMapper().readTree(manifest.toFile()).path("spec"), replicas);
  }

  private static Rules rules(JsonNode behaviour) {
    List<Policy> policies = new ArrayList<>();
    for (JsonNode policy : behaviour.path("policies")) {
      policies.add(
          new Policy(
              policy.path("type").asText().equals("Percent"),
              policy.path("value").asInt(),
              Duration.ofSeconds(policy.path("periodSeconds").asInt())));
    }
    return new Rules(
        Duration.ofSeconds(behaviour.path("stabilizationWindowSeconds").asInt()),
        behaviour.path("selectPolicy").asText().equals("Max"),
        policies);
  }

  int replicas() {
    return replicas;
  }

  /** Looks as often as it does in that time; returns how many pods there are then. */
  int pass(Duration time, Load load) {
    for (Duration end = now.plus(time); now.compareTo(end) < 0; ) {
      now = now.plus(PERIOD);
      look(load);
    }
    return replicas;
  }

  private void look(Load load) {
    OptionalInt desired = desired(load);
    if (desired.isPresent()) {
      int stable = stabilized(desired.getAsInt());
      int next = stable > replicas ? limitedUp(stable) : limitedDown(stable);
      next = Math.clamp(next, least, most);
      if (next != replicas) {
        changes.add(new Change(now, next - replicas));
        replicas = next;
      }
    }
  }

  /** The greatest that any metric asks for; nothing when one is missing that might ask for more. */
  private OptionalInt desired(Load load) {
    int greatest = 0;
    boolean missing = false;
    for (Metric metric : metrics) {
      OptionalDouble total = load.total(metric.name());
      if (total.isEmpty()) {
        missing = true;
      } else {
        double average =
            Math.floor(total.getAsDouble() * metric.parts() / replicas) / metric.parts();
        double ratio = average / metric.target();
        boolean near = Math.abs(1 - ratio) <= TOLERANCE;
        greatest = Math.max(greatest, near ? replicas : (int) Math.ceil(ratio * replicas));
      }
    }
    return missing && greatest < replicas ? OptionalInt.empty() : OptionalInt.of(greatest);
  }

  /** Up by the least of its window, down by the greatest of its own. */
  private int stabilized(int desired) {
    int rise = desired;
    int fall = desired;
    for (Recommendation earlier : recommendations) {
      if (earlier.at().compareTo(now.minus(up.window())) > 0) {
        rise = Math.min(rise, earlier.replicas());
      }
      if (earlier.at().compareTo(now.minus(down.window())) > 0) {
        fall = Math.max(fall, earlier.replicas());
      }
    }
    recommendations.add(new Recommendation(now, desired));
    return Math.min(Math.max(replicas, rise), fall);
  }

  private int limitedUp(int wanted) {
    Optional<Integer> limit =
        up.policies().stream()
            .map(policy -> after(policy, 1))
            .reduce(up.greatest() ? Math::max : Math::min);
    return Math.min(wanted, Math.max(replicas, limit.orElseThrow()));
  }

  private int limitedDown(int wanted) {
    Optional<Integer> limit =
        down.policies().stream()
            .map(policy -> after(policy, -1))
            .reduce(down.greatest() ? Math::min : Math::max);
    return Math.max(wanted, Math.min(replicas, limit.orElseThrow()));
  }

  /** How many there may be by a policy: counted from how many there were as its period began. */
  private int after(Policy policy, int sign) {
    int begin = replicas;
    for (Change change : changes) {
      if (change.at().compareTo(now.minus(policy.period())) > 0) {
        begin -= change.by();
      }
    }
    if (!policy.percent()) {
      return begin + sign * policy.value();
    }
    double part = begin * (1 + sign * policy.value() / 100.0);
    return (int) (sign > 0 ? Math.ceil(part) : part);
  }
}
