package chat.passerby.fault;

import chat.passerby.NodeProcess;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Three gateways, two nodes that pair and one for moderators behind a proxy, all replaced one after
 * the other while people chat: each new node is started before the old one is told to go, as the
 * manifests do it.
 */
public final class ReplacedNodes implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Until HAProxy, which asks each second, knows which nodes are there. */
  private static final Duration CHECKED = Duration.ofSeconds(4);

  private static final int GATEWAYS = 3;
  private static final int PAIRING = 2;

  private final Path folder;
  private final RedisProcess redis;
  private final Map<String, String> settings;
  private final List<Running> nodes = new ArrayList<>();
  private final List<Balancer.Backend> gatewayPlaces = places(GATEWAYS + 1);
  private final List<Balancer.Backend> moderationPlaces = places(2);
  private final Balancer balancer;
  private final Crowd crowd;
  private final PageLoads pages;
  private final HttpClient http = HttpClient.newHttpClient();

  /** A node that runs, and where. */
  private record Running(String role, Balancer.Backend place, NodeProcess process) {}

  /** The figures, and whether all is as promised. */
  public record Outcome(JsonObject figures, Findings findings, boolean kept) {}

  /**
   * Starts everything.
   *
   * @param proxy {@code haproxy} or {@code nginx}
   */
  public ReplacedNodes(String proxy, long seed, Path folder) {
    this.folder = folder;
    try {
      this.redis = RedisProcess.start(Files.createDirectories(folder.resolve("redis")));
      this.settings = new HashMap<>(Fleet.settings(GRACE));
      settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
      settings.put("PASSERBY_PROXIES", "127.0.0.1");
      settings.put("PASSERBY_HOST", "127.0.0.1");
      settings.put("PASSERBY_DRAIN_NOTICE", "PT5S");
      settings.put("PASSERBY_AUDIT_SECRET", "a secret of the audit that only this run knows");
      for (int i = 0; i < GATEWAYS; i++) {
        nodes.add(launch("gateway", gatewayPlaces.get(i)));
      }
      for (int i = 0; i < PAIRING; i++) {
        nodes.add(launch("pairing", place()));
      }
      nodes.add(launch("moderation", moderationPlaces.getFirst()));
      nodes.forEach(this::awaitReady);
      Balancer.Kind kind = Balancer.Kind.valueOf(proxy.toUpperCase(Locale.ROOT));
      boolean asks = kind == Balancer.Kind.HAPROXY;
      this.balancer =
          Balancer.start(
              kind,
              Files.createDirectories(folder.resolve(proxy)),
              NodeProcess.jar().getParent().resolveSibling("k8s/proxy").normalize(),
              asks ? gatewayPlaces : used("gateway"),
              asks ? moderationPlaces : used("moderation"));
      FaultRun.rest(CHECKED);
      this.crowd = new Crowd(seed, () -> List.of(new Link.Node(proxy, balancer.port())));
      this.pages = new PageLoads(balancer.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Balancer.Backend> places(int count) {
    List<Balancer.Backend> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(place());
    }
    return places;
  }

  private static Balancer.Backend place() {
    return new Balancer.Backend(RedisProcess.freePort(), RedisProcess.freePort());
  }

  private List<Balancer.Backend> used(String role) {
    return nodes.stream().filter(node -> node.role().equals(role)).map(Running::place).toList();
  }

  private Running launch(String role, Balancer.Backend place) {
    Map<String, String> own = new HashMap<>(settings);
    own.put("PASSERBY_ROLES", role);
    own.put("PASSERBY_PORT", Integer.toString(place.port()));
    own.put("PASSERBY_MANAGEMENT_PORT", Integer.toString(place.health()));
    return new Running(role, place, NodeProcess.launch(NodeProcess.jar(), folder, own));
  }

  private void awaitReady(Running node) {
    URI ready = URI.create("http://127.0.0.1:" + node.place().health() + "/health/ready");
    Eventually.await(
        node.role() + " ready",
        () ->
            http.sendAsync(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                .handle((answer, e) -> e == null && answer.statusCode() == 200)
                .join());
  }

  /** So many chats, and then every node is replaced. */
  public Outcome run(int chats) {
    crowd.come(2 * chats, Script.FAITHFUL);
    Eventually.await("chats", () -> crowd.rooms().noneMatch(String::isEmpty));
    FaultRun.rest(Duration.ofSeconds(3));
    Set<String> rooms = crowd.rooms().collect(Collectors.toSet());
    List<Long> restarts = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    long began = System.nanoTime();
    for (Running old : List.copyOf(nodes)) {
      restarts.add(crowd.now());
      codes.add(replace(old));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    crowd.follow(Script.QUIET);
    boolean calm = FaultRun.awaits(GRACE.plusSeconds(20), crowd::isCalm);
    Findings findings = new FaultChecker(GRACE).check(crowd.records(), List.of(), crowd.now());
    int most = mostReconnects(restarts);
    Set<String> after = crowd.rooms().collect(Collectors.toSet());
    long ended = rooms.stream().filter(room -> !after.contains(room)).count();
    Tally tally = findings.tally;
    JsonObject figures =
        new JsonObject()
            .put("visitors", tally.visitors)
            .put("chats", rooms.size())
            .put("nodes", codes.size())
            .put("seconds", Math.round(seconds))
            .put("messages", tally.messages)
            .put("lost", tally.lost)
            .put("doubled", tally.doubled)
            .put("reordered", tally.reordered)
            .put("misdelivered", tally.misdelivered)
            .put("chatsEnded", ended)
            .put("reconnects", tally.reconnects)
            .put("mostPerVisitorAndRestart", most)
            .put("pages", pages.done())
            .put("pagesFailed", pages.failures().values().stream().mapToInt(n -> n).sum())
            .put("failures", new JsonObject(new HashMap<String, Object>(pages.failures())))
            .put("exitCodes", codes)
            .put("violations", findings.violations().size());
    boolean kept =
        calm
            && findings.violations().isEmpty()
            && ended == 0
            && most <= 1
            && pages.failures().isEmpty()
            && codes.stream().allMatch(code -> code == 0);
    return new Outcome(figures.put("kept", kept), findings, kept);
  }

  /** Starts a node, then ends the one whose place it takes; returns the exit code of that one. */
  private int replace(Running old) {
    Running next = launch(old.role(), free(old.role()));
    awaitReady(next);
    nodes.add(next);
    nodes.remove(old);
    // Of nginx: both are used until the old one is left out, which is before it is told to go.
    balancer.use(used("gateway"), used("moderation"));
    FaultRun.rest(CHECKED);
    old.process().terminate();
    int code = old.process().awaitExit();
    System.out.println("replaced a node for " + old.role() + ", which ended with " + code);
    return code;
  }

  private Balancer.Backend free(String role) {
    List<Balancer.Backend> all =
        switch (role) {
          case "gateway" -> gatewayPlaces;
          case "moderation" -> moderationPlaces;
          default -> List.of(place());
        };
    return all.stream().filter(place -> !used(role).contains(place)).findFirst().orElseThrow();
  }

  /** How often one visitor was welcomed anew between one restart and the next, at most. */
  private int mostReconnects(List<Long> restarts) {
    int most = 0;
    for (VisitorRecord record : crowd.records()) {
      for (int i = 0; i < restarts.size(); i++) {
        long from = restarts.get(i);
        long to = i + 1 < restarts.size() ? restarts.get(i + 1) : Long.MAX_VALUE;
        most =
            Math.max(
                most,
                (int)
                    record.entries().stream()
                        .filter(entry -> entry.got("welcome"))
                        .filter(entry -> from <= entry.millis() && entry.millis() < to)
                        .count());
      }
    }
    return most;
  }

  @Override
  public void close() {
    pages.close();
    crowd.close();
    balancer.close();
    nodes.forEach(node -> node.process().close());
    redis.close();
    http.close();
  }
}
