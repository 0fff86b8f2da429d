package chat.passerby.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.passerby.delivery.RoomEvent;
import chat.passerby.delivery.RoomEventCodec;
import chat.passerby.packed.PackedWriter;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RealRedis;
import chat.passerby.session.Address;
import chat.passerby.time.MovableClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis, with a clock that a test moves, and what it takes to come back. */
abstract class ResumeFixture {
  static final Duration GRACE = Duration.ofSeconds(20);
  static final Duration ROUND = Duration.ofMillis(20);
  static final MovableClock clock = new MovableClock();
  static RealRedis redis;
  static LocalNode near;
  static LocalNode far;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Deadlines usual = Deadlines.PROTOCOL;
    Deadlines often =
        new Deadlines(usual.hello(), usual.ping(), usual.silence(), usual.farewell(), ROUND);
    Map<String, String> settings = Map.of("PASSERBY_GRACE", GRACE.toString());
    near = LocalNode.start(redis.endpoint(), settings, often, clock);
    far = LocalNode.start(redis.endpoint(), settings, often, clock);
  }

  @AfterAll
  static void end() {
    near.close();
    far.close();
    redis.close();
  }

  /** Does to a session's connection what a newer hello does on another node, and no more. */
  static void replace(String token) {
    publish(addressOf(token), new RoomEvent.Replaced());
  }

  static Address addressOf(String token) {
    Map<String, Buffer> session = notesOf(token);
    return new Address(
        new SessionId(sessionOf(token)),
        Long.parseLong(session.get("epoch").toString()),
        new NodeId(session.get("node").toString()));
  }

  /** Tells a connection what another node would. */
  static void publish(Address address, RoomEvent event) {
    Buffer packed = RoomEventCodec.pack(new RoomEventCodec.Delivery(address, event));
    redis.ask(
        Command.PUBLISH,
        "passerby:node:" + address.node().value(),
        new PackedWriter().bytes(packed).packed());
  }

  static String sessionOf(String token) {
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
    return new JsonObject(claims).getString("sub");
  }

  /** What is noted down about the session of a token. */
  static Map<String, Buffer> notesOf(String token) {
    return redis.hash("passerby:session:{" + sessionOf(token) + "}");
  }

  static void comeBack(Visitor again, String token, String room) {
    again.hello(token);
    assertBack(again, room);
  }

  static void assertBack(Visitor again, String room) {
    JsonNode welcome = again.next();
    assertEquals("chatting", welcome.path("state").asText(), again::story);
    assertEquals(room, welcome.path("room").path("room").asText());
    assertFalse(welcome.path("room").path("polite").isMissingNode());
    again.enter(room);
  }

  static void talk(Visitor one, Visitor other) {
    one.chat("from-one", "t");
    assertEquals("from-one", other.await("chat").path("id").asText());
    other.chat("from-other", "t");
    assertEquals("from-other", one.await("chat").path("id").asText());
  }

  static void assertLeft(JsonNode frame, String room, String reason) {
    assertEquals("left", Visitor.type(frame), frame::toString);
    assertEquals(room, frame.path("room").asText());
    assertEquals(reason, frame.path("reason").asText());
  }
}
