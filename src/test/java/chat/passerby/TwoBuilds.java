package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Nodes of two builds on one Redis, as in the middle of a rolling restart. */
final class TwoBuilds implements AutoCloseable {
  private final Path folder;
  private final Path newer;
  private final Map<String, String> settings = new HashMap<>();
  private final List<Integer> managementPorts = new ArrayList<>();
  final RedisProcess redis;

  /** A node of the build that is replaced. */
  final NodeProcess going;

  /** A node of the build that replaces it. */
  final NodeProcess staying;

  private Optional<NodeProcess> second = Optional.empty();

  /**
   * Starts a node of each build. The one that goes holds the lease of the lane for texts.
   *
   * @param grace how long the away may come back
   * @param older the jar of the build that is replaced
   * @param newer the jar of the build that replaces it
   */
  TwoBuilds(Path folder, Duration grace, Path older, Path newer) {
    this.folder = folder;
    this.newer = newer;
    try {
      redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
    settings.put("PASSERBY_GRACE", grace.toString());
    settings.put("PASSERBY_SESSIONS_PER_MINUTE", "0");
    settings.put("PASSERBY_FRAMES_PER_SECOND", "0");
    settings.put("PASSERBY_NEXT_PER_MINUTE", "0");
    settings.put("PASSERBY_LOOK", "PT0S");
    settings.put("PASSERBY_RECENT_WINDOW", "PT0S");
    settings.put("PASSERBY_INTERESTS_WAIT", "PT1S");
    settings.put("PASSERBY_DRAIN_NOTICE", "PT0.1S");
    going = launch(older).ready();
    Visitor.matched(going.port(), going.port()).forEach(Visitor::close);
    staying = launch(newer).ready();
  }

  private NodeProcess launch(Path jar) {
    int port = RedisProcess.freePort();
    managementPorts.add(port);
    Map<String, String> own = new HashMap<>(settings);
    own.put("PASSERBY_MANAGEMENT_PORT", Integer.toString(port));
    return NodeProcess.launch(jar, folder, own);
  }

  /** Starts a second node of the build that replaces the other, and returns at once. */
  NodeProcess launchSecond() {
    NodeProcess node = launch(newer);
    second = Optional.of(node);
    return node;
  }

  /** The node that goes ends by itself, as it should. */
  int awaitEndOfGoing() {
    managementPorts.removeFirst();
    return going.awaitExit();
  }

  /** Once with the first visitor on the one build, and once with the first on the other. */
  void bothWays(BiConsumer<Integer, Integer> ports) {
    ports.accept(going.port(), staying.port());
    ports.accept(staying.port(), going.port());
  }

  /**
   * The counters of all nodes that are above zero and tell of what one build could not read of the
   * other, or of failures that nobody foresaw.
   */
  List<String> complaints() {
    List<String> lines = new ArrayList<>();
    for (int port : managementPorts) {
      SessionClient.on(port)
          .send("GET", "/metrics", "")
          .body()
          .lines()
          .filter(line -> line.matches("passerby_(unreadable|faults)_total\\{.*} (?!0\\.0).*"))
          .forEach(lines::add);
    }
    return lines;
  }

  /** Waits for somebody with the same interest, who speaks one of the languages, in a lane. */
  static String find(String mode, String interest, String languages) {
    return ("{\"type\":\"find\",\"mode\":\"%s\",\"interests\":[\"%s\"],\"languages\":[%s],"
            + "\"hold\":true}")
        .formatted(mode, interest, languages);
  }

  /** A frame of each kind that is passed on in a room, in spellings of a client's own. */
  static List<String> frames(String room) {
    String field = "\"room\" : \"" + room + "\"";
    return List.of(
        "{\"type\":\"offer\"," + field + ",\"sdp\":\"" + "x".repeat(40_000) + "\"}",
        "{\"type\":\"answer\"," + field + ",\"sdp\":\"v\\u003d0\" }",
        "{\"type\":\"candidate\"," + field + ",\"candidate\":{\"candidate\":\"a b\"}}",
        "{\"type\":\"candidate\"," + field + ",\"candidate\":null}",
        "{\"type\":\"reveal\"," + field + "}",
        "{\"type\":\"typing\"," + field + ",\"active\":true}",
        "{\"type\":\"typing\"," + field + ",\"active\":false}",
        "{\"type\":\"chat\"," + field + ",\"id\":\"1\",\"text\":\"\\u00e9 é 😀\"}",
        "{\"type\":\"ack\"," + field + ",\"id\":\"1\"}");
  }

  /** A chat of two, the first on the one build and then on the other. */
  void inAChat(BiConsumer<Visitor, Visitor> chat) {
    bothWays(
        (here, there) -> {
          try (Visitor one = Visitor.welcomed(here);
              Visitor other = Visitor.welcomed(there)) {
            Visitor.match(one, other);
            chat.accept(one, other);
          }
        });
  }

  /** A session's newer connection, welcomed in a state. */
  static Visitor welcomed(int port, String token, String state) {
    Visitor visitor = Visitor.silent(port);
    visitor.hello(token);
    JsonNode welcome = visitor.await("welcome");
    assertEquals(state, welcome.path("state").asText(), welcome::toString);
    return visitor;
  }

  /** A session's newer connection, in the chat that it was in; its partner knows of it. */
  static Visitor returned(int port, String token, Visitor partner) {
    Visitor visitor = Visitor.silent(port);
    visitor.hello(token);
    JsonNode welcome = visitor.await("welcome");
    assertEquals("chatting", welcome.path("state").asText(), welcome::toString);
    assertEquals(partner.room(), welcome.path("room").path("room").asText());
    partner.await("partner-back");
    visitor.enter(partner.room());
    return visitor;
  }

  /** Each says something, which is acked. */
  static void talk(Visitor one, Visitor other, String id) {
    one.chat(id + "-one", "text");
    other.chat(id + "-other", "text");
    assertEquals(id + "-one", other.await("chat").path("id").asText());
    assertEquals(id + "-other", one.await("chat").path("id").asText());
    other.send("ack", "room", other.room(), "id", id + "-one");
    one.send("ack", "room", one.room(), "id", id + "-other");
    assertEquals(id + "-one", one.await("ack").path("id").asText());
    assertEquals(id + "-other", other.await("ack").path("id").asText());
  }

  @Override
  public void close() {
    going.close();
    staying.close();
    second.ifPresent(NodeProcess::close);
    redis.close();
  }
}
