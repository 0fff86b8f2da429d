package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.settings.Settings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Synthetic visitors on a real site. */
class ProberTest {
  private static final List<String> STEPS =
      List.of(
          "session", "connect", "match", "offer", "answer", "candidate", "chat", "resume", "next");

  private final Vertx vertx = Vertx.vertx();
  private final List<Node> nodes = new ArrayList<>();
  private final int siteFigures = RedisProcess.freePort();
  private final int figures = RedisProcess.freePort();
  private RedisProcess redis;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterEach
  void end() {
    nodes.reversed().forEach(node -> Eventually.get(node.stop()));
    Eventually.get(vertx.close());
    redis.close();
  }

  @Test
  void visit_ofAWholeSite_comesOffStepByStepAndMeetsNobodyElse() {
    int port = site("gateway,pairing", Map.of("PASSERBY_PROOF_OF_WORK", "off"));
    try (Visitor waiting = Visitor.welcomed(port)) {
      waiting.text("{\"type\":\"find\",\"mode\":\"video\"}");
      waiting.await("waiting");
      prober(port, "PT30S");
      Eventually.await("a whole visit", () -> steps("step_seconds_count", "next") >= 1);
      for (String step : STEPS) {
        assertTrue(steps("step_seconds_count", step) >= 1, step);
        assertEquals(0, steps("failed_total", step), step);
        assertEquals(0, steps("late_total", step), step);
      }
      String scrape = scrape(siteFigures);
      assertTrue(value(scrape, matches("probe:video")) >= 1, scrape);
      assertEquals(0, value(scrape, matches("default:video")), scrape);
      waiting.text("{\"type\":\"cancel\"}");
      String type = Visitor.type(waiting.next());
      while (type.equals("waiting")) {
        type = Visitor.type(waiting.next());
      }
      assertEquals("idle", type);
    }
  }

  /** What a proxy or a page cannot tell: nobody is brought together. */
  @Test
  void visit_whereNobodyPairs_isLateAtTheMatchAndGoesNoFurther() {
    prober(site("gateway", Map.of("PASSERBY_PROOF_OF_WORK", "on")), "PT5S");
    Eventually.await("the match is late", () -> steps("late_total", "match") >= 1);
    assertTrue(steps("step_seconds_count", "connect") >= 1);
    assertEquals(0, steps("step_seconds_count", "match"));
    assertEquals(0, steps("step_seconds_count", "offer"));
  }

  @Test
  void visit_ofASiteThatIsNotThere_failsAtTheFirstStep() {
    prober(RedisProcess.freePort(), "PT30S");
    Eventually.await("it fails", () -> steps("failed_total", "session") >= 1);
    assertEquals(0, steps("step_seconds_count", "session"));
  }

  private int site(String roles, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("PASSERBY_ROLES", roles);
    settings.put("PASSERBY_LOOP_LAG", "PT0S");
    return node(siteFigures, settings).getFirst();
  }

  private void prober(int port, String patience) {
    node(
        figures,
        Map.of(
            "PASSERBY_ROLES",
            "prober",
            "PASSERBY_PROBE_URL",
            "http://127.0.0.1:" + port,
            "PASSERBY_PROBE_PATIENCE",
            patience));
  }

  private List<Integer> node(int management, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("PASSERBY_HOST", "127.0.0.1");
    settings.put("PASSERBY_PORT", "0");
    settings.put("PASSERBY_MANAGEMENT_PORT", Integer.toString(management));
    settings.put("PASSERBY_POOLS", "default,probe,restricted");
    Node node = new Node(vertx, NodeSettings.from(Settings.of(settings)), redis.endpoint());
    nodes.add(node);
    return Eventually.get(node.start());
  }

  private double steps(String figure, String step) {
    return value(scrape(figures), "passerby_probe_" + figure + "{step=\"" + step + "\"}");
  }

  private static String matches(String lane) {
    return "passerby_match_time_seconds_count{lane=\"" + lane + "\"}";
  }

  private static double value(String scrape, String series) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + scrape));
  }

  private static String scrape(int port) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
