package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.http.ModerationRoutes;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Meters;
import chat.passerby.telemetry.UnseenFaults;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moderators' page: beside the visitors' one, where moderators are served. */
class ConsolePageTest {
  private static final List<String> SECURITY =
      List.of(
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "Referrer-Policy",
          "Cross-Origin-Opener-Policy",
          "Permissions-Policy");

  private static final Vertx vertx = Vertx.vertx();
  private static final HttpClient client = HttpClient.newHttpClient();
  private static int moderators;
  private static int visitors;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("moderation"));
    Files.writeString(folder.resolve("index.html"), "the visitors' page");
    Files.writeString(folder.resolve("moderation/index.html"), "the console");
    Files.writeString(folder.resolve("moderation/console.js"), "its script");
    PageFiles files = PageFiles.in(folder);
    moderators =
        serve(
            files,
            Optional.of(
                new ModerationRoutes(
                    null,
                    List.of(),
                    request -> {
                      throw new AssertionError("Nobody logs in here.");
                    },
                    new SystemClock())));
    visitors = serve(files, Optional.empty());
  }

  private static int serve(PageFiles files, Optional<ModerationRoutes> moderation) {
    HttpFaults faults = new HttpFaults(new Meters(new SimpleMeterRegistry()), new SystemClock());
    WebRoutes routes =
        new WebRoutes(
            vertx,
            new Origins(List.of(), faults),
            Optional.empty(),
            moderation,
            new PageResource(files));
    return vertx
        .createHttpServer()
        .requestHandler(routes.router(UnseenFaults.create()))
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
  }

  @AfterAll
  static void end() {
    client.close();
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/moderation", "/moderation/", "/moderation/index.html"})
  void console_whereModeratorsAreServed_isThereWithTheHeadersOfThePage(String path) {
    HttpResponse<String> console = get(moderators, path);
    assertEquals(200, console.statusCode());
    assertEquals("the console", console.body());
    HttpResponse<String> page = get(moderators, "/");
    assertEquals("the visitors' page", page.body());
    for (String name : SECURITY) {
      assertEquals(page.headers().firstValue(name), console.headers().firstValue(name), name);
      assertEquals(1, console.headers().allValues(name).size(), name);
    }
  }

  @Test
  void script_ofTheConsole_isAskedForAgainEachTime() {
    HttpResponse<String> script = get(moderators, "/moderation/console.js");
    assertEquals(200, script.statusCode());
    assertEquals(Optional.of("no-cache"), script.headers().firstValue("Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/moderation",
        "/moderation/",
        "/moderation/index.html",
        "/moderation/console.js",
        "//moderation/console.js",
        "/x/../moderation/console.js",
        "/%6doderation/console.js",
      })
  void console_elsewhere_isNotThere(String path) {
    assertEquals(404, get(visitors, path).statusCode());
  }

  private static HttpResponse<String> get(int port, String path) {
    return sent(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET().build());
  }

  private static HttpResponse<String> sent(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
