package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How a node starts with a Redis of its own, how it refuses to start, and how it ends. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {
  private static final Pattern LOGGED = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT");

  private static Path folder;
  private static Path data;
  private static int management;
  private static NodeProcess node;

  /** Waits for its Redis in vain while the other tests run. */
  private static NodeProcess lonely;

  @BeforeAll
  static void start(@TempDir Path temp) throws IOException {
    folder = temp.toRealPath();
    data = folder.resolve("data");
    lonely = launch("PASSERBY_REDIS_URI", "redis://127.0.0.1:" + RedisProcess.freePort());
    management = RedisProcess.freePort();
    node =
        NodeProcess.start(
            folder,
            Map.of(
                "PASSERBY_MANAGEMENT_PORT",
                "" + management,
                // A node that is alone does not wait for load balancers to find another.
                "PASSERBY_DRAIN_NOTICE",
                "PT10M"));
  }

  @AfterAll
  static void end() {
    node.close();
    lonely.close();
    NodeProcess.redisOf(data).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @Order(1)
  void node_withoutSettings_saysWhereItIsAndKeepsItsData() {
    List<String> lines = node.output().lines().toList();
    assertEquals("Passerby is at http://localhost:" + node.port(), lines.get(0));
    assertEquals("Redis is embedded and keeps its data in ./data", lines.get(1));
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(Files.isDirectory(data));
    assertTrue(NodeProcess.redisOf(data).isPresent());
  }

  @Test
  @Order(1)
  void node_whileItRuns_showsItsFiguresAndThoseOfItsProcess() throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + management + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String text =
          http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      assertTrue(text.contains("\npasserby_connections 0"), text);
      assertTrue(text.contains("\njvm_memory_used_bytes{area=\"heap\""), text);
      assertTrue(text.contains("\nprocess_files_open_files "), text);
    }
  }

  @Test
  @Order(1)
  void node_onAPortInUse_saysSoAndEnds() {
    assertRefused(
        launch("PASSERBY_PORT", "" + node.port(), "PASSERBY_DATA", folder + "/other"),
        "Port " + node.port() + " cannot be used: ");
    assertTrue(NodeProcess.redisOf(folder.resolve("other")).isEmpty(), "its Redis runs on");
  }

  @Test
  @Order(1)
  void node_onALinkPortInUse_namesTheSettingOfThatPort() {
    assertRefused(
        launch("PASSERBY_LINK_PORT", "" + node.port(), "PASSERBY_DATA", folder + "/fourth"),
        "or set PASSERBY_LINK_PORT to another port.");
  }

  /** Visitors are served before the management port is asked for; they are let go of in order. */
  @Test
  @Order(1)
  void node_onAManagementPortInUse_saysSoAndEnds() {
    assertRefused(
        launch("PASSERBY_MANAGEMENT_PORT", "" + node.port(), "PASSERBY_DATA", folder + "/third"),
        "Port " + node.port() + " cannot be used: ");
    assertTrue(NodeProcess.redisOf(folder.resolve("third")).isEmpty(), "its Redis runs on");
  }

  @Test
  @Order(1)
  void node_toldToEndWhileItWaitsForRedis_endsWithoutComplaint() {
    try (NodeProcess ended =
        launch("PASSERBY_REDIS_URI", "redis://127.0.0.1:" + RedisProcess.freePort())) {
      Eventually.await("it looks for Redis", () -> ended.errors().contains("connecting again"));
      ended.terminate();
      assertEquals(0, ended.awaitExit());
      assertTrue(
          ended.errors().lines().allMatch(line -> LOGGED.matcher(line).find()), ended::errors);
      assertFalse(ended.errors().contains(" ERROR "), ended::errors);
      assertEquals("", ended.output());
    }
  }

  @Test
  @Order(1)
  void node_onDataThatCannotBeWritten_saysSoAndEnds() throws IOException {
    Path file = Files.createFile(folder.resolve("regular-file"));
    assertRefused(launch("PASSERBY_DATA", file.resolve("data").toString()), file + "/data");
  }

  @Test
  @Order(1)
  void node_withAnUnknownSetting_saysSoAndEnds() {
    assertRefused(launch("PASSERBY_PROT", "80"), "PASSERBY_PROT");
  }

  @Test
  @Order(2)
  void node_whoseRedisDoesNotAnswer_saysSoAndEnds() {
    assertRefused(lonely, "Redis at redis://127.0.0.1:");
  }

  @Test
  @Order(3)
  void node_toldToEnd_closesSocketsAndItsRedisAndLeavesNothing() {
    try (Visitor idle = Visitor.welcomed(node.port());
        Visitor waiting = Visitor.welcomed(node.port())) {
      waiting.find("nobody");
      waiting.await("waiting");
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      node.terminate();
      assertEquals(4000, idle.awaitClose());
      assertEquals(4000, waiting.awaitClose());
      pair.forEach(visitor -> assertEquals(4000, visitor.awaitClose()));
      assertEquals(0, node.awaitExit());
      assertTrue(NodeProcess.redisOf(data).isEmpty(), "the embedded Redis runs on");
      // It says once what should be set: secrets, and as many open files as connections.
      assertEquals(
          List.of(),
          node.errors()
              .lines()
              .filter(line -> !line.contains(" INFO "))
              .filter(line -> !line.contains("PASSERBY_ADDRESS_SECRET"))
              .filter(line -> !line.contains("PASSERBY_CONNECTIONS is "))
              .toList());
    }
  }

  private static NodeProcess launch(String... settings) {
    Map<String, String> map =
        settings.length == 2
            ? Map.of(settings[0], settings[1])
            : Map.of(settings[0], settings[1], settings[2], settings[3]);
    return NodeProcess.launch(folder, map);
  }

  private static void assertRefused(NodeProcess refused, String named) {
    try (refused) {
      assertNotEquals(0, refused.awaitExit());
      List<String> besidesTheLog =
          refused.errors().lines().filter(line -> !LOGGED.matcher(line).find()).toList();
      assertEquals(1, besidesTheLog.size(), refused::errors);
      assertTrue(besidesTheLog.get(0).contains(named), refused::errors);
      assertTrue(besidesTheLog.get(0).matches(".*[.?]"), refused::errors);
      assertFalse(refused.errors().contains(" ERROR "), refused::errors);
      assertEquals("", refused.output());
    }
  }
}
