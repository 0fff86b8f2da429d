package chat.passerby.k8s;

import static chat.passerby.k8s.Manifests.container;
import static chat.passerby.k8s.Manifests.labels;
import static chat.passerby.k8s.Manifests.name;
import static chat.passerby.k8s.Manifests.namespace;
import static chat.passerby.k8s.Manifests.pod;
import static chat.passerby.k8s.Manifests.stream;
import static chat.passerby.k8s.Manifests.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeSettings;
import chat.passerby.Role;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.LogFormat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests fit each other, the code, and what a careful cluster asks of pods. */
class ManifestsTest {
  /** How long {@code Main} gives a node to close everything, once its visitors have moved. */
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final String COMPONENT = "app.kubernetes.io/component";

  @TempDir private static Path folder;
  private static final Map<String, Manifests> RENDERED = new HashMap<>();

  @BeforeAll
  static void render() throws IOException {
    Tool.needs("kubectl", "openssl");
    for (String overlay : List.of("single", "production")) {
      RENDERED.put(overlay, Manifests.of(overlay, Files.createDirectory(folder.resolve(overlay))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void node_hasSettingsThatItsStartTakes(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    Set<Role> roles = new TreeSet<>();
    for (JsonNode node : manifests.nodes()) {
      Map<String, String> settings = settings(manifests.environment(node));
      assertTrue(
          NodeSettings.ALL.stream()
              .map(Setting::name)
              .collect(Collectors.toSet())
              .containsAll(settings.keySet()),
          settings::toString);
      NodeSettings read = NodeSettings.from(Settings.of(settings));
      assertEquals(
          Set.of(node.at("/spec/template/metadata/labels").path(COMPONENT).asText()),
          read.roles().stream()
              .map(role -> role.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet()));
      roles.addAll(read.roles());
      assertEquals(LogFormat.JSON, read.telemetry().logFormat());
      // What must not be made anew by each of several nodes.
      assertTrue(read.redis().endpoint().isPresent());
      assertTrue(read.sessions().jwtSecret().isPresent());
      assertTrue(read.sessions().addressSecret().isPresent());
      assertTrue(settings.containsKey("PASSERBY_AUDIT_SECRET"));
    }
    Set<Role> all = EnumSet.allOf(Role.class);
    if (overlay.equals("single")) {
      all.remove(Role.PROBER);
    }
    assertEquals(all, roles);
  }

  private static Map<String, String> settings(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("PASSERBY_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether anybody connects to a node. */
  private static boolean serves(NodeSettings settings) {
    return settings.roles().contains(Role.GATEWAY) || settings.roles().contains(Role.MODERATION);
  }

  /** Synthetic visitors come to where the route takes visitors. */
  @Test
  void prober_isOneAndVisitsTheHostOfTheRoute() {
    Manifests production = RENDERED.get("production");
    JsonNode prober = production.one("Deployment", "passerby-prober");
    assertEquals(1, prober.at("/spec/replicas").asInt());
    assertEquals(
        "https://" + production.one("HTTPRoute", "passerby").at("/spec/hostnames/0").asText(),
        production.environment(prober).get("PASSERBY_PROBE_URL"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void grace_isEnoughForSleepNoticeDrainAndEnd(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    for (JsonNode node : manifests.nodes()) {
      NodeSettings settings = NodeSettings.from(Settings.of(settings(manifests.environment(node))));
      boolean serves = serves(settings);
      JsonNode sleep = container(node).at("/lifecycle/preStop/sleep/seconds");
      assertEquals(serves, sleep.isInt(), name(node));
      Duration needed = CLOSING.plus(MARGIN).plusSeconds(sleep.asInt());
      if (serves) {
        needed = needed.plus(settings.gateway().drainNotice()).plus(settings.gateway().drain());
      }
      int grace = pod(node).path("terminationGracePeriodSeconds").asInt();
      assertTrue(
          grace >= needed.toSeconds(),
          name(node) + " has " + grace + " s and needs " + needed.toSeconds());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void port_ofAContainer_isWhatTheSettingsSay(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    for (JsonNode node : manifests.nodes()) {
      NodeSettings settings = NodeSettings.from(Settings.of(settings(manifests.environment(node))));
      Map<String, Integer> expected = new HashMap<>();
      expected.put("management", settings.telemetry().managementPort());
      if (serves(settings)) {
        expected.put("http", settings.gateway().port());
      }
      if (settings.roles().contains(Role.GATEWAY)) {
        expected.put("links", settings.links().port());
        assertEquals("10.0.0.7", settings.links().host().orElseThrow());
      }
      assertEquals(
          expected,
          stream(container(node).path("ports"))
              .collect(
                  Collectors.toMap(
                      port -> port.path("name").asText(),
                      port -> port.path("containerPort").asInt())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void probe_asksWhatTheManagementPortAnswers(String overlay) throws IOException {
    String server =
        Files.readString(Path.of("src/main/java/chat/passerby/telemetry/ManagementServer.java"));
    for (JsonNode node : RENDERED.get(overlay).nodes()) {
      JsonNode container = container(node);
      Map<String, String> paths = new HashMap<>();
      for (String probe : List.of("livenessProbe", "startupProbe", "readinessProbe")) {
        JsonNode get = container.path(probe).path("httpGet");
        assertEquals("management", get.path("port").asText());
        paths.put(probe, get.path("path").asText());
        assertTrue(server.contains("case \"" + get.path("path").asText() + "\""), probe);
      }
      // A node that waits for Redis is alive, and a restart would end its chats.
      assertEquals("/health/live", paths.get("livenessProbe"));
      assertEquals("/health/ready", paths.get("readinessProbe"));
    }
  }

  /** The profile "restricted" of the Pod Security Standards, and a root that cannot be written. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void pod_isRestricted(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    for (JsonNode workload : manifests.workloads()) {
      JsonNode pod = pod(workload);
      String name = name(workload);
      boolean turn = name.equals("coturn");
      JsonNode space = manifests.one("Namespace", namespace(workload));
      assertEquals(
          turn ? "privileged" : "restricted",
          labels(space.at("/metadata/labels")).get("pod-security.kubernetes.io/enforce"));
      assertEquals(turn, pod.path("hostNetwork").asBoolean(), name);
      assertFalse(pod.has("hostPID") || pod.has("hostIPC"), name);
      assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), name);
      assertTrue(pod.at("/securityContext/runAsUser").asInt() > 0, name);
      assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
      assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), name);
      JsonNode context = container(workload).path("securityContext");
      assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true), name);
      assertFalse(context.path("privileged").asBoolean(), name);
      assertTrue(context.path("readOnlyRootFilesystem").asBoolean(), name);
      assertEquals(List.of("ALL"), texts(context.at("/capabilities/drop")), name);
      // Without what its file asks for, the TURN server would not start.
      assertEquals(
          turn ? List.of("NET_BIND_SERVICE") : List.of(),
          texts(context.at("/capabilities/add")),
          name);
      Set<String> kinds = new TreeSet<>();
      pod.path("volumes").forEach(volume -> volume.fieldNames().forEachRemaining(kinds::add));
      kinds.remove("name");
      assertTrue(Set.of("configMap", "emptyDir", "secret").containsAll(kinds), kinds::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void container_requestsWhatItUses_andHasNoLimitOfCpu(String overlay) {
    Manifests manifests = RENDERED.get(overlay);
    for (JsonNode workload : manifests.workloads()) {
      JsonNode resources = container(workload).path("resources");
      assertEquals(
          resources.at("/requests/memory").asText("none"),
          resources.at("/limits/memory").asText(),
          name(workload));
      assertFalse(resources.path("limits").has("cpu"), name(workload));
      assertTrue(resources.path("requests").has("cpu"), name(workload));
    }
    for (JsonNode node : manifests.nodes()) {
      String cpu = container(node).at("/resources/requests/cpu").asText();
      double cores =
          cpu.endsWith("m")
              ? Double.parseDouble(cpu.substring(0, cpu.length() - 1)) / 1000
              : Double.parseDouble(cpu);
      assertEquals(
          "-XX:ActiveProcessorCount=" + (int) Math.ceil(cores),
          manifests.environment(node).get("JDK_JAVA_OPTIONS"),
          name(node));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void update_takesNoNodeAwayBeforeAnotherIsReady(String overlay) {
    for (JsonNode node : RENDERED.get(overlay).nodes()) {
      JsonNode update = node.at("/spec/strategy/rollingUpdate");
      assertEquals(1, update.path("maxSurge").asInt(), name(node));
      assertEquals(0, update.path("maxUnavailable").asInt(1), name(node));
      JsonNode spread = pod(node).path("topologySpreadConstraints");
      assertEquals(
          List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
          stream(spread).map(each -> each.path("topologyKey").asText()).toList());
    }
  }

  @Test
  void gateways_areCountedByTheirAutoscalerAlone() {
    Manifests production = RENDERED.get("production");
    JsonNode scaler = production.one("HorizontalPodAutoscaler", "passerby-gateway").path("spec");
    JsonNode gateway = production.one("Deployment", scaler.at("/scaleTargetRef/name").asText());
    assertFalse(gateway.path("spec").has("replicas"));
    assertTrue(scaler.path("minReplicas").asInt() >= 2);
    for (String direction : List.of("scaleUp", "scaleDown")) {
      JsonNode behavior = scaler.path("behavior").path(direction);
      assertTrue(behavior.path("stabilizationWindowSeconds").isInt(), direction);
      assertFalse(behavior.path("policies").isEmpty(), direction);
    }
    assertEquals(
        3,
        production.all("PodDisruptionBudget").stream()
            .filter(
                budget ->
                    production.nodes().stream()
                        .anyMatch(
                            node ->
                                labels(node.at("/spec/template/metadata/labels"))
                                    .equals(labels(budget.at("/spec/selector/matchLabels")))))
            .count());
  }
}
