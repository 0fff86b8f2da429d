package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.RawSocket;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node shows that people use, and what its operators read of that in the document. */
class MetricsInUseTest {
  private static final Path DOCUMENT = Path.of("src/docs/operating.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)<!-- metrics -->\n(.*?)\n<!-- /metrics -->");
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (passerby_\\w+) (.*)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  /** Shown once a rule of the operator's own has met a message. */
  private static final Set<String> LATER =
      Set.of("passerby_word_rules_held_total", "passerby_word_rules_shadowed_total");

  private static final Vertx vertx = Vertx.vertx();
  private static RedisProcess redis;
  private static Node node;
  private static int management;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    management = RedisProcess.freePort();
    Map<String, String> settings =
        Map.of(
            "PASSERBY_HOST", "127.0.0.1",
            "PASSERBY_PORT", "0",
            "PASSERBY_MANAGEMENT_PORT", Integer.toString(management),
            "PASSERBY_LOOP_LAG", "PT0S",
            "PASSERBY_ROLES", "gateway,pairing,moderation,prober",
            "PASSERBY_POOLS", "default,probe,restricted",
            "PASSERBY_PROBE_URL", "http://127.0.0.1:1",
            "PASSERBY_AUDIT_SECRET", "a secret of the audit that only tests know");
    node = new Node(vertx, NodeSettings.from(Settings.of(settings)), redis.endpoint());
    int port = Eventually.get(node.start()).getFirst();
    List<Visitor> pair = Visitor.matched(port, port);
    try (Visitor one = pair.get(0);
        Visitor other = pair.get(1)) {
      one.chat("1", "hello");
      assertEquals("chat", Visitor.type(other.next()));
      one.socket().close(1000);
      assertEquals("left", Visitor.type(other.next()));
    }
    assertEquals(403, RawSocket.handshake(port, "Origin: https://evil.example.org").status());
  }

  @AfterAll
  static void end() {
    Eventually.get(node.stop());
    Eventually.get(vertx.close());
    redis.close();
  }

  @Test
  void document_listsEveryMetricAsItIsShown() throws Exception {
    MatchResult table =
        TABLE.matcher(Files.readString(DOCUMENT)).results().findFirst().orElseThrow();
    String shown = markdown(scrape());
    String written =
        table
            .group(1)
            .lines()
            .filter(row -> LATER.stream().noneMatch(name -> row.startsWith("| `" + name + "`")))
            .collect(Collectors.joining("\n"));
    assertEquals(shown, written, () -> "The table should be:\n\n" + shown + "\n\n");
  }

  @Test
  void metrics_ofAChat_areCounted() throws Exception {
    Eventually.await(
        "a chat of two sides in the figures",
        () -> scrape().contains("\npasserby_chat_time_seconds_count 2\n"));
    String text = scrape();
    assertTrue(text.contains("\npasserby_chats 0.0\n"), text);
    assertTrue(value(text, "passerby_bytes_received_total") > 0, text);
    assertTrue(value(text, "passerby_bytes_sent_total") > 0, text);
    assertTrue(value(text, "passerby_redis_commands_total") > 0, text);
    assertTrue(value(text, "passerby_redis_connects_total") > 1, text);
    assertTrue(value(text, "passerby_redis_call_seconds_count") > 0, text);
    assertTrue(value(text, "passerby_redis_probe_age_seconds") >= 0, text);
  }

  @Test
  void page_ofANodeInUse_tellsItsRolesAndThatItIsReady() throws Exception {
    String page = get("/", "text/html");
    assertTrue(page.contains("gateway, pairing, moderation, prober"), page);
    assertTrue(page.contains("<td>yes</td>"), page);
    assertTrue(page.contains("Visitors in a chat"), page);
  }

  private static double value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + text));
  }

  private static String markdown(String text) {
    Map<String, String> rows = new TreeMap<>();
    HELP.matcher(text)
        .results()
        // Each histogram has one of these besides.
        .filter(help -> !help.group(1).endsWith("_max"))
        .forEach(help -> rows.put(help.group(1), row(text, help.group(1), help.group(2))));
    return "| metric | kind | labels | meaning |\n| --- | --- | --- | --- |\n"
        + String.join("\n", rows.values());
  }

  private static String row(String text, String name, String meaning) {
    String kind =
        text.lines()
            .filter(line -> line.startsWith("# TYPE " + name + " "))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .findFirst()
            .orElseThrow();
    Set<String> labels = new TreeSet<>();
    Pattern sample = Pattern.compile("(?m)^" + name + "(?:_bucket|_count|_sum)?\\{([^}]*)}");
    sample
        .matcher(text)
        .results()
        .flatMap(found -> LABEL.matcher(found.group(1)).results())
        .map(label -> label.group(1))
        .filter(label -> !label.equals("le"))
        .forEach(labels::add);
    return "| `%s` | %s | %s | %s |".formatted(name, kind, String.join(", ", labels), meaning);
  }

  private static String scrape() {
    return get("/metrics", "*/*");
  }

  private static String get(String path, String type) {
    URI address = URI.create("http://127.0.0.1:" + management + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(address).header("Accept", type).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
