package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawHttp;
import chat.passerby.http.ConnectionGuard;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.http.HttpFault;
import chat.passerby.time.SystemClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ManagementServerTest {
  private final Vertx vertx = Vertx.vertx();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Supplier<Future<Boolean>>> checks = new HashMap<>();
  private final List<StatusPage.Row> rows = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<HttpFault> faults = new CopyOnWriteArrayList<>();
  private final ConnectionGuard guard =
      new ConnectionGuard(
          HttpDeadlines.keepingAlive(HttpDeadlines.DEFAULT_KEEP_ALIVE),
          new SystemClock(),
          faults::add);

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  @Test
  void live_whileACheckIsDown_isStillUp() throws Exception {
    checks.put("redis", () -> Future.succeededFuture(false));
    HttpResponse<String> answer = get(started(), "/health/live");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"status\":\"UP\"}", answer.body());
  }

  @Test
  void ready_withEveryCheckUp_isUp() throws Exception {
    checks.put("redis", () -> Future.succeededFuture(true));
    checks.put("gateway", () -> Future.succeededFuture(true));
    HttpResponse<String> answer = get(started(), "/health/ready");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "{\"status\":\"UP\",\"checks\":[{\"status\":\"UP\",\"id\":\"gateway\"},"
            + "{\"status\":\"UP\",\"id\":\"redis\"}]}",
        answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void ready_withNothingToCheck_isUp() throws Exception {
    HttpResponse<String> answer = get(started(), "/health/ready");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"status\":\"UP\",\"checks\":[]}", answer.body());
  }

  @Test
  void ready_withAFailingCheck_namesItAndKeepsItsCause() throws Exception {
    checks.put("gateway", () -> Future.succeededFuture(true));
    checks.put("redis", () -> Future.failedFuture("redis://:password@host is gone"));
    HttpResponse<String> answer = get(started(), "/health/ready");
    assertEquals(503, answer.statusCode());
    assertEquals(
        "{\"status\":\"DOWN\",\"checks\":[{\"status\":\"UP\",\"id\":\"gateway\"},"
            + "{\"status\":\"DOWN\",\"id\":\"redis\"}]}",
        answer.body());
  }

  @Test
  void ready_withAThrowingCheck_isDown() throws Exception {
    checks.put(
        "redis",
        () -> {
          throw new IllegalStateException("broken");
        });
    assertEquals(503, get(started(), "/health/ready").statusCode());
  }

  @Test
  void ready_withACheckThatNeverAnswers_isDown() throws Exception {
    Promise<Boolean> never = Promise.promise();
    checks.put("redis", never::future);
    assertEquals(503, get(started(), "/health/ready").statusCode());
  }

  @Test
  void ready_afterACheckChanges_changes() throws Exception {
    List<Boolean> up = new ArrayList<>(List.of(false, true));
    checks.put("redis", () -> Future.succeededFuture(up.removeFirst()));
    int port = started();
    assertEquals(503, get(port, "/health/ready").statusCode());
    assertEquals(200, get(port, "/health/ready").statusCode());
  }

  @Test
  void metrics_scraped_areInPrometheusText() throws Exception {
    new Meters(registry).counter("passerby_frames", "frames").increment();
    HttpResponse<String> answer = get(started(), "/metrics");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(answer.body().contains("\npasserby_frames_total 1.0\n"), answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 | true",
        "text/plain, Application/OpenMetrics-Text; q=0.7 | true",
        "application/openmetrics-text;q=0, text/plain | false",
        "*/* | false",
        "text/plain | false"
      })
  void metrics_whereOpenMetricsIsAskedFor_areInThat(String accept, boolean open) throws Exception {
    new Meters(registry).counter("passerby_frames", "frames").increment();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(started(), "/metrics")).header("Accept", accept).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(open, answer.body().endsWith("# EOF\n"), answer.body());
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    assertEquals(open, type.startsWith("application/openmetrics-text; version=1.0.0"), type);
    assertTrue(answer.body().contains("\npasserby_frames_total 1.0\n"), answer.body());
    assertEquals("Accept", answer.headers().firstValue("Vary").orElseThrow());
  }

  @Test
  void log_changedByPut_isChangedAndByOthersNot() throws Exception {
    int port = started();
    String change = "/log?logger=chat.passerby.nothing&level=debug&for=PT1H";
    assertEquals(405, get(port, change).statusCode());
    assertEquals(400, put(port, change).statusCode());
    Logger changed = LoggerFactory.getLogger("chat.passerby.nothing");
    assertEquals(200, put(port, change).statusCode());
    assertTrue(changed.isDebugEnabled());
    assertEquals(
        200, put(port, "/log?logger=chat.passerby.nothing&level=info&for=PT1S").statusCode());
    assertFalse(changed.isDebugEnabled());
    HttpResponse<String> refused = put(port, "/log?logger=io.netty&level=debug");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("`logger`"), refused.body());
  }

  private HttpResponse<String> put(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(port, path)).PUT(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void metrics_thatCannotBeMade_areAnswered500WithoutTheCause() throws Exception {
    registry
        .getPrometheusRegistry()
        .register(
            (Collector)
                () -> {
                  throw new IllegalStateException("secret");
                });
    HttpResponse<String> answer = get(started(), "/metrics");
    assertEquals(500, answer.statusCode());
    assertFalse(answer.body().contains("secret"), answer.body());
  }

  @Test
  void page_forAPerson_tellsWhatIsDownAndEveryRow() throws Exception {
    checks.put("redis", () -> Future.succeededFuture(false));
    checks.put("accepting", () -> Future.succeededFuture(true));
    rows.add(new StatusPage.Row("Roles", "gateway & <pairing>"));
    HttpResponse<String> answer = get(started(), "/");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/html; charset=utf-8", answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(answer.body().contains("<td>no; down: redis</td>"), answer.body());
    assertTrue(answer.body().contains("<td>gateway &amp; &lt;pairing&gt;</td>"), answer.body());
    assertFalse(answer.body().contains("<script"), answer.body());
  }

  @Test
  void page_whenAllIsUp_isReadyAndMayLoadNothing() throws Exception {
    checks.put("redis", () -> Future.succeededFuture(true));
    HttpResponse<String> answer = get(started(), "/");
    assertTrue(answer.body().contains("<td>yes</td>"), answer.body());
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void otherPath_isNotFoundAndNamesThoseThereAre() throws Exception {
    HttpResponse<String> answer = get(started(), "/health");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("/health/ready"), answer.body());
  }

  @Test
  void otherMethod_isRefused() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(started(), "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElseThrow());
  }

  @Test
  void head_ofAnAddress_tellsWhatGetWould() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri(started(), "/health/live"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals("15", answer.headers().firstValue("Content-Length").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, 400, bad-request",
    "GET /nothing HTTP/2.0, 505, http-version-not-supported",
    "GET /%zz HTTP/1.1, 404, not-found",
    "GET /nothing HTTP/1.1, 404, not-found",
    "POST /metrics HTTP/1.1, 405, method-not-allowed",
  })
  void request_thatIsWrong_isAnsweredInJsonAndNotLogged(String line, int status, String code) {
    try (LogCapture log = LogCapture.ofAll();
        RawHttp raw = RawHttp.connect(started())) {
      RawHttp.Answer answer = raw.send(line + "\nHost: x\n\n").answer();
      assertEquals(status, answer.status());
      assertEquals("application/json", answer.headers().get("content-type"));
      assertTrue(answer.body().startsWith("{\"code\":\"" + code + "\""), answer.body());
      assertEquals(List.of(), log.lines());
    }
  }

  @Test
  void address_ofAnyLength_isRefused() {
    try (RawHttp raw = RawHttp.connect(started())) {
      assertEquals(414, raw.send("GET /" + "x".repeat(2_000) + " HTTP/1.1\n\n").answer().status());
      raw.awaitEnd();
    }
  }

  /** Vert.x 5.0.10 would read on, whatever comes: the header Connection does not end it. */
  @Test
  void body_thatNobodyWants_isNotReadToItsEnd() {
    try (RawHttp raw = RawHttp.connect(started())) {
      raw.send("POST /metrics HTTP/1.1\nHost: x\nContent-Length: 1000000000\n\n");
      long taken = raw.flood(100_000_000);
      assertTrue(taken < 20_000_000, () -> taken + " bytes were taken");
      assertTrue(faults.contains(HttpFault.UNWANTED_BODY), faults::toString);
    }
  }

  @Test
  void connections_overTheLimit_areClosedAndARoomThatIsFreedIsUsed() throws Exception {
    int port = started();
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < ManagementServer.MAX_CONNECTIONS; i++) {
      open.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // Less than the time after which an idle connection is closed.
      refused.setSoTimeout(180_000);
      assertEquals(-1, refused.getInputStream().read());
    }
    for (Socket socket : open) {
      socket.close();
    }
    // The server learns of the closed sockets a little later.
    while (!answers(port)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void listen_onAPortInUse_fails() throws Exception {
    int port = started();
    ManagementServer second = new ManagementServer(vertx, registry, checks, () -> rows, guard);
    assertThrows(IOException.class, () -> second.listen("127.0.0.1", port).await());
  }

  @Test
  void close_afterListening_freesThePort() throws Exception {
    ManagementServer server = new ManagementServer(vertx, registry, checks, () -> rows, guard);
    int port = server.listen("127.0.0.1", 0).await();
    get(port, "/health/live");
    server.close().await();
    assertThrows(IOException.class, () -> get(port, "/health/live"));
  }

  private int started() {
    return new ManagementServer(vertx, registry, checks, () -> rows, guard)
        .listen("127.0.0.1", 0)
        .await();
  }

  private boolean answers(int port) throws InterruptedException {
    try {
      return get(port, "/health/live").statusCode() == 200;
    } catch (IOException refused) {
      return false;
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
