package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.web.HttpErrors;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page over HTTP. The StaticHandler of vertx-web 5.0.10, which served it before, answered a
 * suffix range with 200, HEAD with Range with 200 and the length of the part, and sent neither
 * Cache-Control nor ETag with index.html.
 */
class PageResourceTest {
  private static final byte[] INDEX =
      "<!doctype html><p>".repeat(50).getBytes(StandardCharsets.UTF_8);
  private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.UTF_8);
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final Vertx vertx = Vertx.vertx();
  private static final HttpClient client = HttpClient.newHttpClient();
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("assets/.hidden"));
    Files.write(folder.resolve("index.html"), INDEX);
    Files.write(folder.resolve("service-worker.js"), DIGITS);
    Files.write(folder.resolve("icon.svg"), DIGITS);
    Files.write(folder.resolve(".secret"), DIGITS);
    Files.write(folder.resolve("assets/.hidden/file.js"), DIGITS);
    Files.write(folder.resolve("assets/index-abc.js"), DIGITS);
    Files.write(folder.resolve("assets/big-abc.css"), INDEX);
    Files.write(folder.resolve("assets/empty-abc.js"), new byte[0]);
    Files.write(folder.resolve("assets/both-abc.js"), INDEX);
    Files.write(folder.resolve("assets/both-abc.js.br"), DIGITS);
    Files.write(folder.resolve("icon.svg.br"), INDEX);
    Router router = Router.router(vertx);
    router.route().handler(new PageResource(PageFiles.in(folder))::handle);
    HttpErrors.answer(router, UnseenFaults.create());
    port =
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await().actualPort();
  }

  @AfterAll
  static void end() {
    client.close();
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=UTF-8",
    "/index.html, text/html;charset=UTF-8",
    "/service-worker.js, text/javascript;charset=UTF-8",
    "/icon.svg, image/svg+xml",
  })
  void file_withALastingAddress_isAskedForAgainByItsTag(String path, String type) {
    HttpResponse<byte[]> answer = get(path);
    assertEquals(200, answer.statusCode());
    assertHeader(answer, "Content-Type", type);
    assertHeader(answer, "Cache-Control", "no-cache");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<byte[]> again = get(path, "If-None-Match", known);
      assertEquals(304, again.statusCode(), known);
      assertEquals(0, again.body().length);
      assertHeader(again, "ETag", tag);
      assertHeader(again, "Cache-Control", "no-cache");
    }
    assertEquals(200, get(path, "If-None-Match", "\"other\"").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/index-abc.js", "/assets/big-abc.css", "/assets/empty-abc.js"})
  void asset_withAHashInItsName_isKeptForAYear(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertEquals(200, answer.statusCode());
    assertHeader(answer, "Cache-Control", FOR_EVER);
    assertTrue(answer.headers().firstValue("ETag").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/index-old.js",
        "/assets/both-abc.js.br",
        "/assets/",
        "/assets",
        "/nothing",
        "/.secret",
        "/assets/.hidden/file.js",
        "/%2e%2e/index.html/x",
        "/assets/..%2f.secret",
        "/index.html/",
      })
  void address_ofNoFile_isAnErrorThatNobodyKeeps(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertEquals(404, answer.statusCode());
    assertHeader(answer, "Content-Type", "application/json");
    assertHeader(answer, "Cache-Control", "no-store");
    assertTrue(answer.headers().firstValue("ETag").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
  void method_notOfAFile_is405AndNamesThoseThatAre(String method) {
    HttpResponse<byte[]> answer = send(method, "/");
    assertEquals(405, answer.statusCode());
    assertHeader(answer, "Allow", "GET, HEAD");
    assertHeader(answer, "Cache-Control", "no-store");
  }

  @Test
  void file_forAClientThatUnpacks_isSentPackedWithATagOfItsOwn() throws IOException {
    HttpResponse<byte[]> packed = get("/assets/big-abc.css", "Accept-Encoding", "br, gzip;q=0.8");
    assertHeader(packed, "Content-Encoding", "gzip");
    assertHeader(packed, "Vary", "Accept-Encoding");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertArrayEquals(INDEX, in.readAllBytes());
    }
    HttpResponse<byte[]> plain = get("/assets/big-abc.css", "Accept-Encoding", "gzip;q=0, br");
    assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
    assertArrayEquals(INDEX, plain.body());
    assertNotEquals(plain.headers().firstValue("ETag"), packed.headers().firstValue("ETag"));
    assertTrue(
        get("/icon.svg", "Accept-Encoding", "gzip")
            .headers()
            .firstValue("Content-Encoding")
            .isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "br, gzip           | br",
        "gzip, deflate, br  | br",
        "br;q=0, gzip       | gzip",
        "gzip               | gzip",
        "*                  | gzip",
        "identity           | none",
      })
  void file_thatTheBuildHasPackedToo_isSentInTheShortestFormTaken(String taken, String coding) {
    HttpResponse<byte[]> answer = get("/assets/both-abc.js", "Accept-Encoding", taken);
    assertEquals(coding, answer.headers().firstValue("Content-Encoding").orElse("none"));
    assertHeader(answer, "Content-Type", "text/javascript;charset=UTF-8");
    if (coding.equals("br")) {
      assertArrayEquals(DIGITS, answer.body());
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      assertTrue(tag.endsWith("-br\""), tag);
    }
    assertTrue(
        get("/icon.svg", "Accept-Encoding", taken)
            .headers()
            .firstValue("Content-Encoding")
            .isEmpty(),
        "what is no shorter is not sent packed");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 9",
    "bytes=0-0, 0, 0",
    "bytes=2-4, 2, 4",
    "bytes=5-, 5, 9",
    "bytes=5-100, 5, 9",
    "bytes=0-99999999999999999999999, 0, 9",
    "bytes=-5, 5, 9",
    "bytes=-1, 9, 9",
    "bytes=-10, 0, 9",
    "bytes=-11, 0, 9",
    "bytes=-99999999999999999999999, 0, 9",
    "bytes=9-9, 9, 9",
  })
  void range_withinTheFile_isThatPart(String range, int first, int last) {
    HttpResponse<byte[]> answer = get("/assets/index-abc.js", "Range", range);
    assertEquals(206, answer.statusCode());
    assertHeader(answer, "Content-Range", "bytes " + first + "-" + last + "/10");
    assertHeader(answer, "Content-Length", Integer.toString(last - first + 1));
    assertArrayEquals(Arrays.copyOfRange(DIGITS, first, last + 1), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999999-"})
  void range_outsideTheFile_is416WithTheLength(String range) {
    HttpResponse<byte[]> answer = get("/assets/index-abc.js", "Range", range);
    assertEquals(416, answer.statusCode());
    assertHeader(answer, "Content-Range", "bytes */10");
    assertHeader(answer, "Content-Type", "application/json");
    assertHeader(answer, "Cache-Control", "no-store");
  }

  /** What is no valid range of one part is ignored (RFC 9110, section 14.2). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,4-5",
        "bytes=-1, 0-1",
        "bytes=4-2",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "bytes=--5",
        "bytes=1-2-3",
        "bytes 0-1",
        "lines=0-1",
        "0-1",
        "",
      })
  void range_thatIsNotOne_isAnsweredByTheWhole(String range) {
    HttpResponse<byte[]> answer = get("/assets/index-abc.js", "Range", range);
    assertEquals(200, answer.statusCode());
    assertHeader(answer, "Accept-Ranges", "bytes");
    assertArrayEquals(DIGITS, answer.body());
  }

  @Test
  void range_ofAPackableFile_isOfTheFileItself() {
    HttpResponse<byte[]> answer =
        get("/assets/big-abc.css", "Range", "bytes=-3", "Accept-Encoding", "gzip");
    assertEquals(206, answer.statusCode());
    assertArrayEquals("<p>".getBytes(StandardCharsets.UTF_8), answer.body());
  }

  @Test
  void range_ofAnotherVersion_isAnsweredByTheWhole() {
    String path = "/assets/index-abc.js";
    String tag = get(path).headers().firstValue("ETag").orElseThrow();
    assertEquals(206, get(path, "Range", "bytes=0-1", "If-Range", tag).statusCode());
    assertEquals(200, get(path, "Range", "bytes=0-1", "If-Range", "\"old\"").statusCode());
    assertEquals(200, get(path, "Range", "bytes=0-1", "If-Range", "W/" + tag).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=2-4", "bytes=-5", "bytes=0-1,3-4", "bytes=20-"})
  void head_withARange_tellsTheWholeLength(String range) {
    HttpResponse<byte[]> answer = send("HEAD", "/assets/index-abc.js", "Range", range);
    assertEquals(200, answer.statusCode());
    assertHeader(answer, "Content-Length", "10");
    assertTrue(answer.headers().firstValue("Content-Range").isEmpty());
  }

  private static HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  private static HttpResponse<byte[]> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertHeader(HttpResponse<?> answer, String name, String value) {
    assertEquals(Optional.of(value), answer.headers().firstValue(name), name);
  }
}
