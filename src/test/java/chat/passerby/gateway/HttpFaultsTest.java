package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import chat.passerby.gateway.RawHttp.Answer;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.telemetry.LogCapture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients do wrong over HTTP: each gets its answer in JSON, and the log stays as it is. Vert.x
 * 5.0.10 and vertx-web 5.0.10 log a stack trace at ERROR for a broken escape in an address, a
 * broken chunk and an aborted load, and answer 400, 414, 417, 431 and 501 without a body.
 */
class HttpFaultsTest {
  private static final String HOST = "Host: x\n";
  private static final String POST = "POST /api/session HTTP/1.1\n" + HOST;
  private static final String GET = "GET / HTTP/1.1\n" + HOST;
  private static final String LONG = "x".repeat(9_000);

  private static RedisProcess redis;
  private static LocalNode node;
  private LogCapture log = LogCapture.ofAll();

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint());
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @BeforeEach
  void listen() {
    log.close();
    log = LogCapture.ofAll();
  }

  @AfterEach
  void log_whateverCame_isQuiet() {
    List<String> loud =
        log.events().stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
            .map(event -> event.getLevel() + " " + event.getFormattedMessage())
            .toList();
    log.close();
    assertEquals(List.of(), loud);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("GET /" + LONG + " HTTP/1.1\n" + HOST + "\n", 414, "address-too-long"),
        Arguments.of(GET + "X: " + LONG + "\n\n", 431, "headers-too-large"),
        Arguments.of(GET + "X: y\n".repeat(3_000) + "\n", 431, "headers-too-large"),
        Arguments.of("GET / HTTP/2.0\n" + HOST + "\n", 505, "http-version-not-supported"),
        Arguments.of("PRI * HTTP/2.0\n\nSM\n\n", 505, "http-version-not-supported"),
        Arguments.of("GET / HTTP/1.2\n" + HOST + "\n", 505, "http-version-not-supported"),
        Arguments.of("GET / HTTP/0.9\n" + HOST + "\n", 505, "http-version-not-supported"),
        Arguments.of("GET / FTP/1.1\n" + HOST + "\n", 505, "http-version-not-supported"),
        Arguments.of("GET / HTTP/one\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET /\n\n", 400, "bad-request"),
        Arguments.of("nonsense\n\n", 400, "bad-request"),
        Arguments.of(
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\n\n", 400, "bad-request"),
        Arguments.of(GET + ": no name\n\n", 400, "bad-request"),
        Arguments.of(GET + "A B: c\n\n", 400, "bad-request"),
        Arguments.of(GET + "A: b\u0000c\n\n", 400, "bad-request"),
        Arguments.of(GET + "Host: y\n\n", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: many\n\n", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: -1\n\n", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: +2\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: 2\nContent-Length: 3\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: 2, 3\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Content-Length: 99999999999999999999\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Transfer-Encoding: gzip\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Transfer-Encoding: gzip, chunked\n\n{}", 400, "bad-request"),
        Arguments.of(POST + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n", 400, "bad-request"),
        Arguments.of(POST + "Transfer-Encoding: chunked\n\n-1\n{}\n0\n\n", 400, "bad-request"),
        Arguments.of(POST + "Transfer-Encoding: chunked\n\n2\n{}xx0\n\n", 400, "bad-request"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void request_thatCannotBeRead_isAnsweredInJsonAndEndsTheConnection(
      String request, int status, String code) {
    try (RawHttp client = RawHttp.connect(node.port())) {
      Answer answer = client.send(request).answer();
      assertError(status, code, answer);
      assertEquals("close", answer.headers().get("connection"));
      client.awaitEnd();
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("GET /%zz HTTP/1.1\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET /% HTTP/1.1\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET /assets/%c HTTP/1.1\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET /api/%zz HTTP/1.1\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET /ws%zz HTTP/1.1\n" + HOST + "\n", 400, "bad-request"),
        Arguments.of("GET / HTTP/1.1\n\n", 400, "bad-request"),
        Arguments.of("GET / HTTP/1.1\nHost: a b\n\n", 400, "bad-request"),
        Arguments.of("OPTIONS * HTTP/1.1\n" + HOST + "\n", 404, "not-found"),
        Arguments.of("CONNECT x:443 HTTP/1.1\n" + HOST + "\n", 404, "not-found"),
        Arguments.of("TRACE / HTTP/1.1\n" + HOST + "\n", 405, "method-not-allowed"),
        Arguments.of("BREW / HTTP/1.1\n" + HOST + "\n", 405, "method-not-allowed"),
        Arguments.of("DELETE /api/status HTTP/1.1\n" + HOST + "\n", 405, "method-not-allowed"),
        Arguments.of(GET + "Expect: a-miracle\n\n", 417, "expectation-failed"),
        Arguments.of(POST + "Expect: x\nContent-Length: 0\n\n", 417, "expectation-failed"),
        Arguments.of(POST + "Content-Length: 0\n\n", 400, "bad-request"),
        Arguments.of(POST + "\n", 400, "bad-request"),
        Arguments.of(form("multipart/form-data"), 400, "bad-request"),
        Arguments.of(form("multipart/form-data; boundary="), 400, "bad-request"),
        Arguments.of(form("application/x-www-form-urlencoded"), 400, "bad-request"),
        Arguments.of(form("/;;charset=nonsense"), 400, "bad-request"));
  }

  private static String form(String type) {
    return POST + "Content-Type: " + type + "\nContent-Length: 4\n\n%zz=";
  }

  @ParameterizedTest
  @MethodSource("refused")
  void request_thatIsRefused_isAnsweredInJsonAndTheConnectionIsUsable(
      String request, int status, String code) {
    try (RawHttp client = RawHttp.connect(node.port())) {
      assertError(status, code, client.send(request).answer());
      assertTrue(client.isUsable());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"adult\":true,\"adult\":true}",
        "{\"device\":\"a\",\"adult\":true,\"device\":\"a\"}",
        "{\"adult\":true,\"altcha\":{\"a\":1,\"a\":1}}",
        "{\"adult\":true} {}",
        "{\"adult\":true} true",
        "{\"adult\":true},",
        "{\"adult\":true",
        "{\"adult\":NaN}",
        "{\"adult\":+1}",
        "{\"adult\":1e999999999}",
        "[{\"adult\":true}]",
        "[]",
        "\"adult\"",
        "null",
        "\u00ff\u00fe",
        "{\"adult\":\"\u00ff\"}",
        "{'adult':true}",
        "{adult:true}",
        "//\n{\"adult\":true}",
        " ",
      })
  void body_thatIsNotOneObject_is400(String body) {
    try (RawHttp client = RawHttp.connect(node.port())) {
      int length = body.replace("\n", "\r\n").length();
      client.send(POST + "Content-Length: " + length + "\n\n" + body);
      assertError(400, "bad-request", client.answer());
      assertTrue(client.isUsable());
    }
  }

  @Test
  void field_thatIsThereTwice_isNamed() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      String body = "{\"adult\":true,\"device\":\"x\",\"device\":\"y\"}";
      client.send(POST + "Content-Length: " + body.length() + "\n\n" + body);
      assertTrue(client.answer().body().contains("The field device is there twice."));
    }
  }

  @Test
  void body_ofDeepNesting_is400() {
    try (RawHttp client = RawHttp.connect(node.port())) {
      String body = "{\"altcha\":" + "[".repeat(16_000) + "}";
      client.send(POST + "Content-Length: " + body.length() + "\n\n" + body);
      assertError(400, "bad-request", client.answer());
    }
  }

  @Test
  void load_thatIsAborted_leavesNoTrace() throws IOException {
    for (int i = 0; i < 20; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
      // With a reset, since nothing is to be kept for the other side.
      socket.setSoLinger(true, 0);
      String load = GET.replace("GET /", "GET /api/asyncapi.yaml") + "\n";
      socket
          .getOutputStream()
          .write(load.repeat(10).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getInputStream().read();
      socket.close();
    }
    try (RawHttp client = RawHttp.connect(node.port())) {
      assertTrue(client.isUsable());
    }
  }

  @Test
  void faults_ofClients_areCountedByKind() {
    long before = node.count("passerby_http_faults", "kind", "unreadable");
    try (RawHttp client = RawHttp.connect(node.port())) {
      client.send("nonsense\n\n").answer();
    }
    Eventually.await(
        "one more", () -> node.count("passerby_http_faults", "kind", "unreadable") == before + 1);
  }

  static void assertError(int status, String code, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals("application/json", answer.headers().get("content-type"), answer::toString);
    assertEquals("no-store", answer.headers().get("cache-control"), answer::toString);
    assertTrue(answer.body().startsWith("{\"code\":\"" + code + "\",\"message\":\""), answer::body);
  }
}
