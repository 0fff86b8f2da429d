package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.Neighbours;
import chat.passerby.cluster.peer.PeersFixture;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.http.PageFiles;
import chat.passerby.gateway.limits.ClientAddress;
import chat.passerby.moderation.http.Endpoint;
import chat.passerby.moderation.staff.OneTimeCode;
import chat.passerby.moderation.staff.Passwords;
import chat.passerby.moderation.staff.Permission;
import chat.passerby.moderation.staff.StaffMember;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.moderation.staff.StaffRole;
import chat.passerby.moderation.staff.StaffRoster;
import chat.passerby.protocol.NodeId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.settings.Secret;
import chat.passerby.settings.Settings;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.HttpFaults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node that serves moderators only, inside the test's own JVM, and a client of it. */
public final class StaffNode implements AutoCloseable {
  public static final Secret TOKENS = Secret.of("a secret that only tests know");
  public static final String PASSWORD = "walnut bicycle frost";
  private static final Secret SECRET = Secret.of("a secret of moderation");
  private static final Map<String, String> UNLIMITED =
      Map.of(
          "PASSERBY_HOST", "127.0.0.1",
          "PASSERBY_PORT", "0",
          "PASSERBY_ROLES", "moderation",
          "PASSERBY_CONNECTIONS_PER_ADDRESS", "0",
          "PASSERBY_LOGINS_PER_NAME", "0",
          "PASSERBY_LOGINS_PER_ADDRESS", "0",
          "PASSERBY_SECOND_LOOKS", "0",
          "PASSERBY_GOLDEN_CASES", "0");

  private final Vertx vertx = Vertx.vertx();
  private final SystemClock clock = new SystemClock();
  private final ModerationVerticle verticle;
  private final ModerationAssembly assembly;
  private final RedisLink link;
  private final StaffRoster roster;

  private StaffNode(RedisEndpoint redis, Map<String, String> values) {
    NodeSettings settings = NodeSettings.from(Settings.of(values));
    Meters meters = new Meters(new SimpleMeterRegistry());
    NodeParts parts =
        new NodeParts(
            NodeId.random(),
            clock,
            redis,
            settings.redis().evidence(),
            LinkSettings.DEFAULTS,
            new ConnectedSessions(),
            new Neighbours(),
            meters,
            new Faults(meters, clock),
            PeersFixture.none());
    link = RedisLink.create(vertx, redis, LinkSettings.DEFAULTS, "test");
    Eventually.get(link.start());
    assembly =
        new ModerationAssembly(
            vertx, parts, settings, SECRET, TOKENS, TOKENS, link, new HttpFaults(meters, clock));
    verticle = new ModerationVerticle(parts, assembly, PageFiles.fromClassPath());
    Eventually.get(vertx.deployVerticle(verticle));
    Eventually.get(vertx.deployVerticle(assembly.cases()));
    roster = new StaffRoster(link, new Passwords(vertx), SECRET, assembly.audit(), clock);
  }

  public static StaffNode start(RedisEndpoint redis) {
    return start(redis, Map.of());
  }

  public static StaffNode start(RedisEndpoint redis, Map<String, String> limits) {
    Map<String, String> values = new HashMap<>(UNLIMITED);
    values.putAll(limits);
    return new StaffNode(redis, values);
  }

  /** Every endpoint of the running node. */
  public List<Endpoint> endpoints() {
    return assembly
        .routes(link, new EvidenceLink(link, false), ClientAddress.behind(List.of(), () -> {}))
        .endpoints();
  }

  /** An account: its name and what its app for one-time codes has read. */
  public record Account(String name, String totp) {}

  /** An account with {@link #PASSWORD}. */
  public Account enrol(String name, StaffRole role, Permission... permissions) {
    StaffMember member =
        new StaffMember(StaffName.read(name).orElseThrow(), role, Set.of(permissions));
    StaffRoster.Invited invited = Eventually.get(roster.invite(member, "system"));
    String invite = ((StaffRoster.Invited.Yes) invited).invite().reveal();
    HttpResponse<String> answer =
        send("POST", "/enrol", json(Map.of("invite", invite, "password", PASSWORD)), "");
    assertEquals(201, answer.statusCode(), answer::body);
    return new Account(name, SessionClient.json(answer).path("totp").asText());
  }

  /** What {@code login} answers with a code of now, or of so many steps of 30 s later. */
  public HttpResponse<String> login(Account account, String password, int steps) {
    String code = OneTimeCode.of(account.totp(), clock.wall().plusSeconds(30L * steps));
    return send(
        "POST",
        "/login",
        json(Map.of("name", account.name(), "password", password, "code", code)),
        "");
  }

  /** The token of a moderator who is in now. */
  public String token(String name, StaffRole role) {
    return token(enrol(name, role), 0);
  }

  public String token(Account account, int steps) {
    HttpResponse<String> answer = login(account, PASSWORD, steps);
    assertEquals(200, answer.statusCode(), answer::body);
    return SessionClient.json(answer).path("token").asText();
  }

  /**
   * Asks for something below {@code /api/moderation}.
   *
   * @param token empty for none
   */
  public HttpResponse<String> send(String method, String path, String body, String token) {
    SessionClient client = SessionClient.on(verticle.port());
    String whole = "/api/moderation" + path;
    return token.isEmpty()
        ? client.send(method, whole, body)
        : client.send(method, whole, body, "Authorization", "Bearer " + token);
  }

  public JsonNode get(String path, String token) {
    HttpResponse<String> answer = send("GET", path, "", token);
    assertEquals(200, answer.statusCode(), answer::body);
    return SessionClient.json(answer);
  }

  public int port() {
    return verticle.port();
  }

  public static String json(Map<String, String> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach(object::put);
    return object.toString();
  }

  @Override
  public void close() {
    Eventually.get(vertx.close());
  }
}
