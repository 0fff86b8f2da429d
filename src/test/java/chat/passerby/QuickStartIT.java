package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a start quick: what is left out, and the cache that operators can have. */
class QuickStartIT {
  /** What once made the start slow, by the package or class that tells of it. */
  private static final Map<String, String> NOT_NEEDED =
      Map.of(
          "com.sun.org.apache.xerces.",
          "logback 1.5.21 read its configuration from XML: 250 ms",
          "com.fasterxml.jackson.databind.",
          "Vert.x 5.0.10 takes its mapper when it is there: 100 ms",
          "jdk.jfr.internal.TypeLibrary",
          "Netty 4.2.12 tells the Flight Recorder of buffers, recording or not: 100 ms",
          "java.math.MutableBigInteger",
          "Duration.multipliedBy and dividedBy use BigDecimal, which JDK 25 prepares for 60 ms",
          "jdk.nio.zipfs.",
          "a file system for the jar that the page is in: 30 ms");

  @TempDir Path folder;
  private RedisProcess redis;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
  }

  @AfterEach
  void end() {
    redis.close();
  }

  @Test
  void node_thatIsReady_hasNotLoadedWhatIsSlowAndNotNeeded() throws IOException {
    List<String> loaded;
    try (NodeProcess node = launch("-Xlog:class+load:file=classes.txt")) {
      node.ready();
      loaded = loaded();
    }
    assertTrue(loaded.contains("chat.passerby.Main"), "the JVM does not say what it loads");
    NOT_NEEDED.forEach(
        (prefix, why) ->
            assertEquals(
                List.of(), loaded.stream().filter(name -> name.startsWith(prefix)).toList(), why));
  }

  @Test
  void node_withTheCacheOfAnEarlierRun_takesItsClassesFromThere() throws Exception {
    assumeTrue(Runtime.version().feature() >= 25, "JEP 514 came with JDK 25");
    try (NodeProcess first = launch(documented("-XX:AOTCacheOutput="))) {
      assertEquals(200, statusOfPage(first.ready().port()));
      first.terminate();
      assertEquals(0, first.awaitExit(), first::errors);
    }
    try (NodeProcess second =
        launch(
            documented("-XX:AOTCache="), "-XX:AOTMode=on", "-Xlog:class+load:file=classes.txt")) {
      second.ready();
      assertTrue(
          Files.readString(folder.resolve("classes.txt"))
              .contains(" chat.passerby.Main source: shared objects file"),
          "Main did not come from the cache");
    }
  }

  /** The option of that name in the commands of operating.md. */
  private static String documented(String name) throws IOException {
    String operating = Files.readString(Path.of("src/docs/operating.md"));
    Matcher command =
        Pattern.compile("(?m)^java (" + name + "\\S+) -jar passerby\\.jar$").matcher(operating);
    assertTrue(command.find(), "operating.md has no command with " + name);
    return command.group(1);
  }

  private List<String> loaded() throws IOException {
    return Files.readString(folder.resolve("classes.txt"))
        .lines()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceFirst("^(\\[[^\\]]*\\])* *", "").replaceFirst(" source: .*", ""))
        .toList();
  }

  private static int statusOfPage(int port) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + port + "/");
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private NodeProcess launch(String... options) {
    return NodeProcess.launch(
        folder, Map.of("PASSERBY_REDIS_URI", redis.endpoint().uri()), options);
  }
}
