package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.passerby.NodeProcess;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, built and run as the gateway of the rendered production overlay, by podman (tried:
 * 4.3.1 with runc 1.1.5). Podman stands in for a cluster as far as it goes: it reads image,
 * environment, maps, security contexts, limits of memory and volumes. It ignores readiness and
 * startup probes, {@code preStop}, the grace period, requests, spread and everything that is no
 * pod; the test asks and ends the pod as a cluster would. It does not take {@code status.podIP} or
 * ports on the machine's own network, and reads secrets only from its own store: these are given
 * otherwise.
 */
class ImageIT {
  private static final String POD = "passerby-gateway-pod-0";
  private static final String CONTAINER = POD + "-passerby";

  @TempDir private Path folder;
  private Tool podman;
  private RedisProcess redis;
  private NodeProcess staying;
  private final int port = RedisProcess.freePort();
  private final int management = RedisProcess.freePort();

  @BeforeEach
  void build() throws IOException {
    Tool.needs("apt-get", "buildah", "catatonit", "kubectl", "openssl", "podman", "runc");
    assumeTrue("root".equals(System.getProperty("user.name")), "containers need root here");
    assumeTrue(Runtime.version().feature() >= 25, "the image has a JDK 25");
    Path store = Files.createDirectory(folder.resolve("store"));
    new Tool(Path.of("."), Map.of("JAVA_HOME", System.getProperty("java.home")))
        .run(".ci/image", store.toString());
    podman =
        new Tool(
            folder,
            Map.of(
                "CONTAINERS_STORAGE_CONF", store.resolve("storage.conf").toString(),
                "CONTAINERS_CONF", store.resolve("containers.conf").toString()));
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
  }

  @AfterEach
  void end() {
    if (staying != null) {
      staying.close();
    }
    if (redis != null) {
      redis.close();
    }
    if (podman != null) {
      podman.attempt("podman", "pod", "rm", "--force", "--all");
      // What the store has mounted over itself would keep its folder from being deleted.
      podman.attempt("umount", "--lazy", folder.resolve("store/graph/overlay").toString());
      // JUnit would warn of every link in the image.
      podman.attempt("rm", "--recursive", "--force", folder.resolve("store").toString());
    }
  }

  @Test
  void gateway_inItsImage_servesIsScrapedAndLeavesWithoutLoss() throws Exception {
    Map<String, String> environment = play();
    Eventually.await("the gateway", this::isReady);
    assertConfined();
    startStaying(environment);

    String token = SessionClient.on(port).token();
    try (Visitor one = Visitor.welcomed(port, token);
        Visitor other = Visitor.welcomed(staying.port());
        Visitor moved = Visitor.silent(staying.port())) {
      Visitor.match(one, other);
      one.chat("1", "from the image");
      assertEquals("1", other.await("chat").path("id").asText());
      String scrape = get("/metrics");
      assertTrue(scrape.contains("\npasserby_connections 1.0\n"), scrape);

      Process stop =
          podman.start(
              folder.resolve("stop.log").toFile(), "podman", "stop", "--time", "60", CONTAINER);
      one.await("goaway");
      assertNotEquals(200, statusOfReadiness());
      moved.hello(token);
      assertEquals("chatting", moved.await("welcome").path("state").asText());
      moved.enter(other.room());
      moved.chat("2", "from the other node");
      assertEquals("2", other.await("chat").path("id").asText());
      assertEquals(0, stop.waitFor());
      assertEquals(List.of(), other.typesSoFar().stream().filter("left"::equals).toList());
    }
    assertEquals(
        "0", podman.run("podman", "inspect", CONTAINER, "--format", "{{.State.ExitCode}}").strip());
  }

  /** As the manifest says: nobody's root, nothing to write on, no capability, no shell. */
  private void assertConfined() {
    String said =
        podman.run(
            "podman",
            "inspect",
            CONTAINER,
            "--format",
            "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}}"
                + " {{.HostConfig.Memory}} {{.HostConfig.SecurityOpt}}");
    assertEquals("10001:10001 true [] 1073741824 [no-new-privileges]", said.strip());
    assertTrue(
        podman
            .run("podman", "top", CONTAINER, "pid", "args")
            .matches("(?s).*\n1 +/opt/java/bin/java .*"));
    assertEquals(127, podman.attempt("podman", "exec", CONTAINER, "/bin/sh").exit());
    assertNotEquals(
        0,
        podman
            .attempt(
                "podman",
                "exec",
                CONTAINER,
                "/opt/java/bin/java",
                "-Xlog:gc:file=/gc.log",
                "-version")
            .exit());
    assertEquals(
        0,
        podman
            .attempt(
                "podman",
                "exec",
                CONTAINER,
                "/opt/java/bin/java",
                "-Xlog:gc:file=/tmp/gc.log",
                "-version")
            .exit());
  }

  /** A node that does the rest, with the same settings. */
  private void startStaying(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(environment);
    settings.remove("JDK_JAVA_OPTIONS");
    // Its first line is read as text.
    settings.remove("PASSERBY_LOG_FORMAT");
    settings.put("PASSERBY_ROLES", "gateway,pairing");
    settings.put("PASSERBY_PORT", "0");
    settings.put("PASSERBY_MANAGEMENT_PORT", "0");
    settings.put("PASSERBY_LINK_PORT", "0");
    settings.put("PASSERBY_LINK_HOST", "127.0.0.1");
    staying = NodeProcess.start(folder, settings);
  }

  /** Plays the rendered gateway; its environment. */
  private Map<String, String> play() throws IOException {
    Manifests rendered = Manifests.production(folder, redis.endpoint().uri());
    JsonNode gateway = rendered.one("Deployment", "passerby-gateway");
    Map<String, String> environment = rendered.environment(gateway);
    ObjectNode container = (ObjectNode) Manifests.container(gateway);
    container.remove("ports");
    for (JsonNode variable : container.path("env")) {
      if (variable.has("valueFrom")) {
        ((ObjectNode) variable).put("value", "127.0.0.1").remove("valueFrom");
      }
    }
    JsonNode map = rendered.one("ConfigMap", container.at("/envFrom/0/configMapRef/name").asText());
    ((ObjectNode) map.path("data"))
        .put("PASSERBY_PORT", Integer.toString(port))
        .put("PASSERBY_MANAGEMENT_PORT", Integer.toString(management))
        .put("PASSERBY_LINK_PORT", Integer.toString(RedisProcess.freePort()));
    String secret = container.at("/envFrom/1/secretRef/name").asText();
    Path data = folder.resolve("secret.json");
    Files.writeString(
        data, Manifests.json(rendered.one("Secret", secret).path("data")).replace("\\n", ""));
    podman.run("podman", "secret", "create", secret, data.toString());
    YAMLMapper yaml = new YAMLMapper();
    Path manifest = folder.resolve("gateway.yaml");
    Files.writeString(manifest, yaml.writeValueAsString(map) + yaml.writeValueAsString(gateway));
    podman.run("podman", "kube", "play", "--network", "host", manifest.toString());
    return environment;
  }

  private boolean isReady() {
    return statusOfReadiness() == 200;
  }

  /** 0 when nobody listens. */
  private int statusOfReadiness() {
    try {
      return SessionClient.on(management).send("GET", "/health/ready", "").statusCode();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return 0;
      }
      throw e;
    }
  }

  private String get(String path) {
    return SessionClient.on(management).send("GET", path, "").body();
  }
}
