package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Appeals;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one Redis, and a moderator who decides without any of them. */
abstract class SanctionFixture {
  static final Duration HOUR = Duration.ofHours(1);
  static final int BANNED = 4502;
  static RealRedis redis;
  static LocalNode near;
  static LocalNode far;
  static Sanctions sanctions;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    Map<String, String> settings =
        Map.of(
            "PASSERBY_GRACE",
            "PT20S",
            "PASSERBY_POOLS",
            "default,restricted",
            "PASSERBY_APPEALS_PER_ADDRESS",
            "0");
    near = LocalNode.start(redis.endpoint(), settings);
    far = LocalNode.start(redis.endpoint(), settings);
    Faults faults = new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
    sanctions =
        new Sanctions(redis.runner(), new AppealTokens(Secret.of(LocalNode.JWT_SECRET)), faults);
  }

  @AfterAll
  static void end() {
    near.close();
    far.close();
    redis.close();
  }

  /** Somebody who has a session, and may have several connections. */
  record Person(String token, String session, String device) {
    static Person on(LocalNode node) {
      return of(SessionClient.on(node.port()).create("{\"adult\":true}"));
    }

    /** Another session of the same device, as another tab has. */
    Person again(LocalNode node) {
      return of(SessionClient.on(node.port()).create(body()));
    }

    String body() {
      return "{\"adult\":true,\"device\":\"" + device + "\"}";
    }

    private static Person of(HttpResponse<String> answer) {
      assertEquals(201, answer.statusCode(), answer::body);
      JsonNode json = SessionClient.json(answer);
      return new Person(
          json.path("token").asText(), json.path("session").asText(), json.path("device").asText());
    }

    Subject asSession() {
      return Subject.of(new SessionId(session));
    }

    Subject asDevice() {
      return Subject.of(new DeviceId(device.substring(0, device.lastIndexOf('~'))));
    }

    Visitor connect(LocalNode node) {
      return Visitor.welcomed(node.port(), token);
    }
  }

  static SanctionId decide(SanctionKind kind, Subject... subjects) {
    SanctionId id = SanctionId.random();
    Eventually.get(
        sanctions.impose(
            new Order(
                id,
                kind,
                List.of(subjects),
                Reason.SPAM,
                Optional.of(HOUR),
                "mia",
                "",
                Optional.empty())));
    return id;
  }

  static Appeals appeals() {
    Faults faults = new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
    AppealTokens tokens = new AppealTokens(Secret.of(LocalNode.JWT_SECRET));
    return new Appeals(redis.link(), redis.runner(), tokens, false, faults);
  }

  static void lift(SanctionId sanction) {
    Eventually.get(sanctions.lift(sanction, "A mistake.", "mia"));
  }

  /** Reads that the visitor is told to be banned, and that the connection ends. */
  static JsonNode assertBanned(Visitor visitor) {
    JsonNode banned = visitor.await("banned");
    assertEquals("spam", banned.path("reason").asText());
    assertEquals(BANNED, visitor.awaitClose());
    return banned;
  }

  static void assertRefused(Person person, LocalNode node) {
    try (Visitor back = Visitor.silent(node.port())) {
      back.hello(person.token());
      assertEquals("banned", Visitor.type(back.next()));
      assertEquals(BANNED, back.awaitClose());
    }
  }
}
