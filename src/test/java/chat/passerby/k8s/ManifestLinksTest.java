package chat.passerby.k8s;

import static chat.passerby.k8s.Manifests.container;
import static chat.passerby.k8s.Manifests.labels;
import static chat.passerby.k8s.Manifests.name;
import static chat.passerby.k8s.Manifests.namespace;
import static chat.passerby.k8s.Manifests.pod;
import static chat.passerby.k8s.Manifests.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one manifest says of another is there: pods, ports, Services, maps, secrets. */
class ManifestLinksTest {
  @TempDir private static Path folder;
  private static final Map<String, Manifests> RENDERED = new HashMap<>();

  @BeforeAll
  static void render() throws IOException {
    Tool.needs("kubectl", "openssl");
    for (String overlay : List.of("single", "production")) {
      RENDERED.put(overlay, Manifests.of(overlay, Files.createDirectory(folder.resolve(overlay))));
    }
    RENDERED.put(
        "ingress",
        Manifests.of(
            "single", Files.createDirectory(folder.resolve("i")), "gateway-api", "ingress"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production", "ingress"})
  void service_leadsToPodsAndToAPortOfTheirs(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    for (JsonNode service : manifests.all("Service")) {
      List<JsonNode> behind = selected(manifests, service, service.at("/spec/selector"));
      assertEquals(1, behind.size(), name(service));
      for (JsonNode port : service.at("/spec/ports")) {
        assertTrue(ports(behind.get(0)).contains(port.path("targetPort").asText()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void route_leadsModeratorsToTheirNodesAndEverybodyElseToGateways(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    Map<String, String> routes = new HashMap<>();
    for (JsonNode rule : manifests.one("HTTPRoute", "passerby").at("/spec/rules")) {
      assertFalse(rule.has("timeouts"), "a time-out of requests cuts sockets");
      JsonNode backend = rule.path("backendRefs").path(0);
      JsonNode service = manifests.one("Service", backend.path("name").asText());
      assertEquals(service.at("/spec/ports/0/port"), backend.path("port"));
      rule.path("matches")
          .forEach(match -> routes.put(match.at("/path/value").asText(), name(service)));
    }
    assertEquals(expectedRoutes(), routes);
  }

  /** Cookies and chats must not go in the clear because somebody typed no scheme. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void route_withoutTls_redirectsToTheOneThatTellsBrowsersToStay(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    JsonNode https = manifests.one("HTTPRoute", "passerby").path("spec");
    JsonNode http = manifests.one("HTTPRoute", "passerby-to-https").path("spec");
    assertEquals("https", https.at("/parentRefs/0/sectionName").asText());
    assertEquals("http", http.at("/parentRefs/0/sectionName").asText());
    for (JsonNode route : List.of(https, http)) {
      assertEquals(1, route.path("parentRefs").size());
      assertEquals(https.path("hostnames"), route.path("hostnames"));
    }
    for (JsonNode rule : https.path("rules")) {
      JsonNode header = rule.at("/filters/0/responseHeaderModifier/set/0");
      assertEquals("Strict-Transport-Security", header.path("name").asText());
      assertTrue(header.path("value").asText().startsWith("max-age="), rule::toString);
    }
    assertEquals(1, http.path("rules").size());
    JsonNode rule = http.at("/rules/0");
    assertFalse(rule.has("matches") || rule.has("backendRefs"), rule::toString);
    assertEquals("https", rule.at("/filters/0/requestRedirect/scheme").asText());
    assertEquals(301, rule.at("/filters/0/requestRedirect/statusCode").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = "ingress")
  void ingress_leadsToTheSame(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    Map<String, String> routes = new HashMap<>();
    for (JsonNode path : manifests.one("Ingress", "passerby").at("/spec/rules/0/http/paths")) {
      JsonNode backend = path.at("/backend/service");
      JsonNode service = manifests.one("Service", backend.path("name").asText());
      assertEquals(service.at("/spec/ports/0/name"), backend.at("/port/name"));
      routes.put(path.path("path").asText(), name(service));
    }
    assertEquals(expectedRoutes(), routes);
  }

  private static Map<String, String> expectedRoutes() {
    return Map.of(
        "/",
        "passerby-gateway",
        "/moderation",
        "passerby-moderation",
        "/api/moderation",
        "passerby-moderation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void policies_letThroughWhatNodesNeedAndNothingElse(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    Map<String, Set<String>> in = new HashMap<>();
    Map<String, Set<String>> out = new HashMap<>();
    for (JsonNode policy : manifests.all("NetworkPolicy")) {
      List<JsonNode> pods = selected(manifests, policy, policy.at("/spec/podSelector"));
      assertFalse(pods.isEmpty(), name(policy));
      for (JsonNode workload : pods) {
        Set<String> kinds = Set.copyOf(Manifests.texts(policy.at("/spec/policyTypes")));
        if (kinds.contains("Ingress")) {
          in.computeIfAbsent(name(workload), key -> new TreeSet<>())
              .addAll(allowed(policy.at("/spec/ingress")));
          for (JsonNode port : policy.at("/spec/ingress").findValues("port")) {
            assertTrue(
                ports(workload).contains(port.asText()) || port.asText().equals("management"));
          }
        }
        if (kinds.contains("Egress")) {
          out.computeIfAbsent(name(workload), key -> new TreeSet<>())
              .addAll(allowed(policy.at("/spec/egress")));
        }
      }
    }
    Set<String> redis = overlay.equals("single") ? Set.of("redis") : Set.of("6379", "26379");
    assertEquals(Set.of("management", "http", "links"), in.get("passerby-gateway"));
    assertEquals(Set.of("management", "http"), in.get("passerby-moderation"));
    assertEquals(Set.of("management"), in.get("passerby-pairing"));
    assertEquals(with(redis, "53", "links"), out.get("passerby-gateway"));
    assertEquals(with(redis, "53"), out.get("passerby-moderation"));
    assertEquals(with(redis, "53"), out.get("passerby-pairing"));
    if (overlay.equals("production")) {
      assertEquals(Set.of("management"), in.get("passerby-prober"));
      assertEquals(with(redis, "53", "443"), out.get("passerby-prober"));
    }
    JsonNode links = manifests.one("NetworkPolicy", "passerby-links");
    for (String way : List.of("/spec/ingress/0/from", "/spec/egress/0/to")) {
      assertEquals(1, links.at(way).size());
      assertEquals(
          List.of("passerby-gateway"),
          selected(manifests, links, links.at(way).path(0).path("podSelector")).stream()
              .map(Manifests::name)
              .toList());
    }
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static Set<String> allowed(JsonNode rules) {
    return stream(rules)
        .peek(rule -> assertTrue(rule.path("ports").size() > 0, "a rule without ports allows all"))
        .flatMap(rule -> stream(rule.path("ports")))
        .map(port -> port.path("port").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Kustomize gives maps and secrets new names, and leaves alone what it does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "production", "ingress"})
  void name_ofAMapOrSecret_isOneThatIsThere(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    Set<String> there = new TreeSet<>();
    for (String kind : List.of("ConfigMap", "Secret")) {
      manifests
          .all(kind)
          .forEach(each -> there.add(kind + " " + namespace(each) + "/" + name(each)));
    }
    for (JsonNode workload : manifests.workloads()) {
      Set<String> named = new TreeSet<>();
      String space = namespace(workload) + "/";
      JsonNode container = container(workload);
      for (JsonNode from : container.path("envFrom")) {
        from.path("configMapRef")
            .findValues("name")
            .forEach(it -> named.add("ConfigMap " + space + it.asText()));
        from.path("secretRef")
            .findValues("name")
            .forEach(it -> named.add("Secret " + space + it.asText()));
      }
      container
          .path("env")
          .findValues("secretKeyRef")
          .forEach(it -> named.add("Secret " + space + it.path("name").asText()));
      for (JsonNode volume : pod(workload).path("volumes")) {
        volume
            .findValues("configMap")
            .forEach(it -> named.add("ConfigMap " + space + it.path("name").asText()));
        volume
            .findValues("secret")
            .forEach(it -> named.add("Secret " + space + it.path("secretName").asText()));
      }
      assertFalse(named.isEmpty(), name(workload));
      assertTrue(there.containsAll(named), () -> named + " of " + there);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "production")
  void monitor_scrapesEveryNodeAndNothingElse(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    JsonNode monitor = manifests.one("PodMonitor", "passerby");
    List<JsonNode> pods = selected(manifests, monitor, monitor.at("/spec/selector"));
    assertEquals(Set.copyOf(manifests.nodes()), Set.copyOf(pods));
    JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
    pods.forEach(node -> assertTrue(ports(node).contains(endpoint.path("port").asText())));
    assertEquals("/metrics", endpoint.path("path").asText());
  }

  /** The workloads in its namespace whose pods a selector means: of labels, or of expressions. */
  private static List<JsonNode> selected(Manifests manifests, JsonNode by, JsonNode selector) {
    boolean plain = !selector.has("matchLabels") && !selector.has("matchExpressions");
    Map<String, String> wanted = labels(plain ? selector : selector.path("matchLabels"));
    return manifests.workloads().stream()
        .filter(each -> namespace(each).equals(namespace(by)))
        .filter(
            each -> {
              Map<String, String> its = labels(each.at("/spec/template/metadata/labels"));
              return its.entrySet().containsAll(wanted.entrySet())
                  && stream(selector.path("matchExpressions"))
                      .allMatch(
                          in ->
                              in.path("operator").asText().equals("In")
                                  && Manifests.texts(in.path("values"))
                                      .contains(its.get(in.path("key").asText())));
            })
        .toList();
  }

  private static Set<String> ports(JsonNode workload) {
    return stream(container(workload).path("ports"))
        .map(port -> port.path("name").asText())
        .collect(Collectors.toSet());
  }
}
