package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeProcess;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric that an alert, a panel or the autoscaler asks for is in a scrape of a node in use.
 */
class ScrapeIT {
  /** Prometheus' own. */
  private static final Set<String> ELSEWHERE = Set.of("up");

  /** What Prometheus adds to a scrape. */
  private static final Set<String> ADDED = Set.of("namespace", "container", "pod");

  private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)\\}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)=(~?)\"([^\"]*)\"");

  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @TempDir Path folder;
  private RedisProcess redis;
  private NodeProcess node;
  private final int management = RedisProcess.freePort();

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    Path rules = folder.resolve("rules.txt");
    Files.writeString(
        rules,
        """
        [ads]
        state = live
        words = telegram
        explanation = Please stay here.
        [watched]
        state = shadow
        words = whatsapp
        explanation = Not told.
        """);
    node =
        NodeProcess.start(
            folder,
            Map.of(
                "PASSERBY_REDIS_URI", redis.endpoint().uri(),
                "PASSERBY_MANAGEMENT_PORT", Integer.toString(management),
                "PASSERBY_WORD_RULES", rules.toString(),
                "PASSERBY_ROLES", "gateway,pairing,moderation,prober",
                "PASSERBY_POOLS", "default,probe,restricted",
                "PASSERBY_PROBE_URL", "http://127.0.0.1:1",
                "PASSERBY_AUDIT_SECRET", "a secret of the audit that only this test knows"));
  }

  @AfterEach
  void end() {
    node.close();
    redis.close();
  }

  @Test
  void metric_thatIsAskedFor_isThere() {
    use();
    List<String> asked = new ArrayList<>();
    Monitoring.alerts().forEach(alert -> asked.add(alert.path("expr").asText()));
    Monitoring.dashboards().forEach(board -> asked.addAll(Monitoring.expressions(board)));
    asked.addAll(autoscaler());
    Set<String> names = new TreeSet<>();
    asked.forEach(expression -> names.addAll(Monitoring.metrics(expression)));
    names.removeAll(ELSEWHERE);
    Eventually.await("a collection", () -> names(scrape()).contains("jvm_gc_pause_seconds_sum"));
    String scrape = scrape();
    names.removeAll(names(scrape));
    assertEquals(Set.of(), names, "asked for, and not in the scrape");
    assertEquals(Set.of(), missingLabels(asked, scrape), "asked for, and no label of the scrape");
    assertEquals(
        Set.of(), missingGroupings(asked, scrape), "summed by, and no label of the scrape");
  }

  private static List<String> autoscaler() {
    try {
      String text = Files.readString(Path.of("k8s/components/scaling/gateway-autoscaler.yaml"));
      return Pattern.compile("name: (passerby_\\w+)")
          .matcher(text)
          .results()
          .map(name -> name.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What people do, so that what is counted by what they did is there. */
  private void use() {
    try (Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      Visitor.match(one, other);
      one.chat("1", "hello");
      one.chat("2", "find me at telegram");
      one.awaitError("refused");
      one.chat("3", "or whatsapp");
      other.await("chat", chat -> chat.path("id").asText().equals("3"));
      String room = "\",\"room\":\"" + one.room() + "\",";
      one.text(
          "{\"type\":\"quality"
              + room
              + "\"ice\":\"host\",\"setup\":340,\"rtt\":10,\"loss\":0.01,\"bitrate\":50000}");
      one.text("{\"type\":\"rate" + room + "\"stars\":5}");
      other.text("{\"type\":\"report" + room + "\"reason\":\"spam\"}");
      other.await("reported");
    }
  }

  private static Set<String> names(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  /** Labels of selectors that no sample of their metric has, or not with such a value. */
  private static Set<String> missingLabels(List<String> asked, String scrape) {
    Set<String> missing = new TreeSet<>();
    for (String expression : asked) {
      for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
        for (MatchResult wanted : MATCHER.matcher(selector.group(2)).results().toList()) {
          if (ADDED.contains(wanted.group(1)) || selector.group(1).isEmpty()) {
            continue;
          }
          List<String> values =
              wanted.group(2).isEmpty()
                  ? List.of(wanted.group(3))
                  : List.of(wanted.group(3).split("\\|"));
          for (String value : values) {
            String label = wanted.group(1) + "=\"" + value + "\"";
            if (scrape
                .lines()
                .filter(line -> line.startsWith(selector.group(1) + "{"))
                .noneMatch(line -> line.contains(label))) {
              missing.add(selector.group(1) + "{" + label + "}");
            }
          }
        }
      }
    }
    return missing;
  }

  /** Labels to sum by that no sample of their metric has. */
  private static Set<String> missingGroupings(List<String> asked, String scrape) {
    Set<String> wanted = new TreeSet<>();
    asked.forEach(expression -> wanted.addAll(Monitoring.groupings(expression)));
    assertTrue(wanted.contains("passerby_closes_total{code}"), wanted::toString);
    wanted.removeIf(grouping -> ADDED.contains(grouping.replaceAll(".*\\{|}", "")));
    for (String sample : scrape.lines().filter(line -> line.matches("\\w+\\{.*")).toList()) {
      String name = sample.substring(0, sample.indexOf('{'));
      LABEL
          .matcher(sample)
          .results()
          .forEach(each -> wanted.remove(name + "{" + each.group(1) + "}"));
    }
    return wanted;
  }

  private String scrape() {
    return SessionClient.on(management).send("GET", "/metrics", "").body();
  }
}
