package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every manifest is what Kubernetes knows by its kind, with no field that it does not know. */
class ManifestTypesTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Reads a document, and throws when it is not of that type. */
  private interface Type {
    Object read(String json) throws IOException;
  }

  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry("v1/Namespace", V1Namespace::fromJson),
          Map.entry("v1/ConfigMap", V1ConfigMap::fromJson),
          Map.entry("v1/Secret", V1Secret::fromJson),
          Map.entry("v1/Service", V1Service::fromJson),
          Map.entry("apps/v1/Deployment", V1Deployment::fromJson),
          Map.entry("apps/v1/StatefulSet", V1StatefulSet::fromJson),
          Map.entry("apps/v1/DaemonSet", V1DaemonSet::fromJson),
          Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::fromJson),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::fromJson),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::fromJson),
          Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::fromJson),
          Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", custom(HttpRoute.class)),
          Map.entry("monitoring.coreos.com/v1/PodMonitor", custom(PodMonitor.class)),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", custom(PrometheusRule.class)));

  @TempDir private static Path folder;
  private static List<Manifests> rendered;

  @BeforeAll
  static void render() throws IOException {
    Tool.needs("kubectl", "openssl");
    rendered =
        List.of(
            Manifests.of("single", folder("single")),
            Manifests.of("production", folder("production")),
            Manifests.of("single", folder("ingress"), "gateway-api", "ingress"));
  }

  private static Path folder(String name) throws IOException {
    return java.nio.file.Files.createDirectory(folder.resolve(name));
  }

  @Test
  void document_isOfTheTypeThatItsKindNames() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (Manifests manifests : rendered) {
      for (JsonNode document : manifests.documents()) {
        String kind = document.path("apiVersion").asText() + "/" + Manifests.kind(document);
        assertNotNull(TYPES.get(kind), kind);
        assertNotNull(TYPES.get(kind).read(Manifests.json(document)));
        seen.add(kind);
      }
    }
    assertEquals(new TreeSet<>(TYPES.keySet()), seen, "kinds that no overlay has");
  }

  /** The types would be of no use otherwise. */
  @Test
  void field_thatIsUnknown_isRefused() {
    JsonNode deployment = rendered.get(0).nodes().get(0).deepCopy();
    ((ObjectNode) deployment.path("spec")).put("replica", 2);
    assertThrows(
        IllegalArgumentException.class, () -> V1Deployment.fromJson(Manifests.json(deployment)));
    JsonNode route = rendered.get(0).all("HTTPRoute").get(0).deepCopy();
    ((ObjectNode) route.path("spec")).put("hostname", "chat.example.org");
    assertThrows(IOException.class, () -> custom(HttpRoute.class).read(Manifests.json(route)));
  }

  private static Type custom(Class<?> type) {
    return json -> JSON.readValue(json, type);
  }

  /** As much of the Gateway API as is used here. */
  private record HttpRoute(String apiVersion, String kind, Meta metadata, RouteSpec spec) {}

  private record Meta(String name, String namespace, Map<String, String> labels) {}

  private record RouteSpec(List<Parent> parentRefs, List<String> hostnames, List<Rule> rules) {}

  private record Parent(String name, String namespace, String sectionName) {}

  /** Without time-outs: one for requests would cut sockets. */
  private record Rule(List<Match> matches, List<Filter> filters, List<Backend> backendRefs) {}

  private record Filter(
      String type, HeaderModifier responseHeaderModifier, Redirect requestRedirect) {}

  private record HeaderModifier(List<Header> set) {}

  private record Header(String name, String value) {}

  private record Redirect(String scheme, int statusCode) {}

  private record Match(PathMatch path) {}

  private record PathMatch(String type, String value) {}

  private record Backend(String name, int port) {}

  /** As much of the Prometheus operator as is used here. */
  private record PodMonitor(String apiVersion, String kind, Meta metadata, MonitorSpec spec) {}

  private record MonitorSpec(Selector selector, List<ScrapeOf> podMetricsEndpoints) {}

  private record Selector(Map<String, String> matchLabels) {}

  private record ScrapeOf(String port, String path, String interval) {}

  private record PrometheusRule(String apiVersion, String kind, Meta metadata, RuleSpec spec) {}

  private record RuleSpec(List<Group> groups) {}

  private record Group(String name, List<Alert> rules) {}

  private record Alert(
      String alert,
      String expr,
      @com.fasterxml.jackson.annotation.JsonProperty("for") String lasting,
      Map<String, String> labels,
      Map<String, String> annotations) {}
}
